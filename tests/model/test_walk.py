"""Ways through the model: its words, its runs, its blocks, and the same tree with other words."""

from __future__ import annotations

import pytest
from hypothesis import given

from pamphlet.model import Block, Code, Emphasis, Footnote, LineBreak, NoteReference, Paragraph, Text
from pamphlet.model.walk import (
    HIDDEN,
    Run,
    all_blocks,
    footnotes,
    map_runs,
    plain_text,
    respell,
    runs,
    spelled_out,
)

from .trees import BLOCK_KINDS, EVERY_BLOCK, EVERY_INLINE, INLINE_KINDS, RUNS, TEXTS


def test_the_samples_hold_every_kind_of_node() -> None:
    """A new kind is put into them, and so is walked."""
    assert {type(node) for node in EVERY_INLINE} == set(INLINE_KINDS)
    assert {type(block) for block in EVERY_BLOCK} == set(BLOCK_KINDS)


def test_words_are_read_in_order_without_their_dress() -> None:
    """A line break is a space; a note's call and a page's end are nothing."""
    assert plain_text(EVERY_INLINE) == "abcdef gvw"


def test_runs_come_in_reading_order() -> None:
    """From lists, quotations, verse, captions, tables and notes; what describes a figure is none."""
    assert "".join(map(plain_text, runs(EVERY_BLOCK))) == "abcdef gvwhijklmnopqrstu"


def test_all_blocks_come_in_order_each_before_what_is_in_it() -> None:
    """However deep."""
    kinds = [type(block).__name__ for block in all_blocks(EVERY_BLOCK[2:5])]
    assert kinds == [
        *("BulletedList", "Paragraph", "Quotation", "Paragraph"),
        *("OrderedList", "Paragraph"),
        *("Quotation", "Paragraph"),
    ]


def test_footnotes_are_found_among_blocks() -> None:
    """In the order in which they stand."""
    notes = (Footnote("b", ()), Footnote("a", ()))
    assert footnotes((notes[0], Paragraph(()), notes[1])) == notes


def test_code_is_hidden_from_rules_that_look_at_neighbours() -> None:
    """Its length stays, so that what comes back finds its place."""
    run: Run = (Text("a"), Code("bc"), LineBreak(), NoteReference("1"), Emphasis((Text("d"),)))
    assert spelled_out(run) == f"a{HIDDEN * 2}\nd"


def test_characters_go_back_to_the_node_they_came_from() -> None:
    """One of them may have become two; code and breaks stay."""
    run: Run = (Text("ab"), Code("cd"), LineBreak(), Emphasis((Text("e"),)), Text("f"))
    assert respell(run, ["A", "B!", "x", "x", "x", "E", "F"]) == (
        Text("AB!"),
        Code("cd"),
        LineBreak(),
        Emphasis((Text("E"),)),
        Text("F"),
    )


@given(RUNS)
def test_respelling_with_the_same_characters_changes_nothing(run: Run) -> None:
    """Whatever the tree."""
    assert respell(run, spelled_out(run)) == run


@given(TEXTS)
def test_mapping_every_run_to_itself_changes_nothing(blocks: tuple[Block, ...]) -> None:
    """And meets every run once, in reading order."""
    met: list[Run] = []

    def meet(run: Run) -> Run:
        met.append(run)
        return run

    assert map_runs(blocks, meet) == blocks
    assert met == list(runs(blocks))


@given(TEXTS)
def test_mapping_changes_every_run_and_nothing_else(blocks: tuple[Block, ...]) -> None:
    """The kinds of blocks stay."""
    changed = map_runs(blocks, lambda _: (Text("x"),))
    assert all(run == (Text("x"),) for run in runs(changed))
    assert [type(block) for block in all_blocks(changed)] == [type(block) for block in all_blocks(blocks)]


@pytest.mark.parametrize("node", EVERY_INLINE, ids=lambda node: type(node).__name__)
def test_nodes_are_frozen(node: object) -> None:
    """What one stage made no other changes."""
    fields = getattr(node, "__struct_fields__", ())
    for field in fields or ("anything",):
        with pytest.raises(AttributeError):
            setattr(node, field, None)
