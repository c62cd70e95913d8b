"""Any text at all, from bytes to a statement: no crash, no lost word, and no repair where none is due."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.errors import PamphletError
from pamphlet.model import Address, Statement
from pamphlet.model.characters import UNPRINTABLE
from pamphlet.model.walk import plain_text, runs
from pamphlet.statements import RestoredStatement, SourceFile, restore_statement


def restore(text: str) -> RestoredStatement:
    """The statement that a text is, in English."""
    source = SourceFile("10-quay.md", "sources/10-quay.md", text.encode("utf-8", "surrogatepass"))
    return restore_statement(source, language="en")


def held(restored: RestoredStatement) -> str:
    """All words that a restored statement holds or names."""
    statement = restored.statement
    parts = [plain_text(run) for run in (statement.title, statement.standfirst, *runs(statement.blocks))]
    parts += [f"{author.name} {author.role}" for author in statement.authors]
    parts += [statement.date.text] if statement.date else []
    items = restored.contact.items
    parts += [f"{item.text} {item.target}" if isinstance(item, Address) else plain_text(item.content) for item in items]
    parts += [repair.before for repair in restored.repairs]
    return " ".join(parts)


PIECES = st.sampled_from(
    [
        *("The rent rose.", "and so it went", "# Quay", "## Fees", "By Ada Brook", "Ada Brook", "3 May 2031", "Quay"),
        *(
            "- a stop",
            "  - nested",
            "• a say",
            "\\* star",
            "1. one",
            "2) two",
            "> quoted",
            "    verse",
            "| a | b |",
            "|---|---|",
        ),
        *("To contact us visit:", "harbour.example", "print@harbour.example", "[the map](javascript:x)", "[Ada]: Yes"),
        *(
            "note[^1]",
            "[^1]: the note",
            "```",
            "***",
            "---",
            "===",
            '"quoted"',
            "it's",
            "*stressed*",
            "<b>raw</b>",
            "&copy;",
            "a\\",
        ),
    ]
)
TEXTS = st.lists(st.lists(PIECES, max_size=3).map("\n".join), max_size=6).map("\n\n".join)


@given(st.text(max_size=200) | TEXTS)
@settings(max_examples=60)
def test_any_text_is_restored_or_refused(text: str) -> None:
    """Nothing but an error for the user is ever raised, and nothing unprintable comes through."""
    with suppress(PamphletError):
        restored = restore(text)
        assert not UNPRINTABLE.search(held(restored))
        assert msgspec.json.decode(msgspec.json.encode(restored.statement), type=Statement) == restored.statement


@given(TEXTS)
@settings(max_examples=60)
def test_every_word_of_a_source_is_in_the_statement_or_named(text: str) -> None:
    """As often as it stands there."""
    with suppress(PamphletError):
        restored = restore(text)
        # A link's target and an entity are no words; each number of a list is its marker.
        words = re.sub(r"\(javascript:x\)|&copy;|^\s*\d[.)] |\[\^?\w+\](?=:)|\[\^\w+\]", " ", text, flags=re.MULTILINE)
        source, kept = (Counter(re.findall(r"[^\W\d_]+", part)) for part in (words, held(restored)))
        assert not source - kept


WORDS = st.lists(
    st.sampled_from(["the", "quay", "‘rents’", "“rise”", "it’s", "*ours*", "`1984`", "(paid)"]), min_size=1, max_size=8
)
SENTENCE = WORDS.map(lambda words: f"We say {' '.join(words)}.")
LIST = st.lists(SENTENCE, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items))
CLEAN = st.lists(SENTENCE | LIST | SENTENCE.map("> {}".format) | st.just("## And so"), max_size=6)


@given(CLEAN)
@settings(max_examples=40)
def test_clean_markdown_is_left_as_it_is(blocks: list[str]) -> None:
    """No repair, no warning."""
    restored = restore("\n\n".join(["# Who owns the quay?", "We say so.", *blocks]) + "\n")
    assert (restored.repairs, restored.warnings) == ((), ())
