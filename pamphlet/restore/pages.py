"""Lines → lines with the paragraphs whole that a page end cut in two."""

from __future__ import annotations

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.restore.lines import ENDS_SENTENCE, OPENING_MARKS, Group, as_words, group_lines, is_structure


def join_paragraphs(
    lines: tuple[Line, ...], file: str
) -> tuple[tuple[Line, ...], tuple[Repair, ...], tuple[Warning, ...]]:
    """Drop the blank lines inside a sentence; where that is likely but not certain, warn and leave them."""
    joined: list[Line] = []
    repairs: list[Repair] = []
    warnings: list[Warning] = []
    previous: Group = ()
    for group in group_lines(lines):
        if previous and _is_cut(previous, group):
            repairs.append(_joined(previous, group, file))
        else:
            if previous and _may_be_cut(previous, group):
                warnings.append(_doubt(previous, group, file))
            joined.append(Line(group[0].number, ""))
        joined.extend(group)
        previous = group
    return tuple(joined), tuple(repairs), tuple(warnings)


def _is_cut(before: Group, after: Group) -> bool:
    """A paragraph that ends in mid-sentence, and one that begins with a small letter."""
    return _is_open(before, after) and _first_letter(after).islower()


def _may_be_cut(before: Group, after: Group) -> bool:
    """A comma, then a capital: a name on the next page, or a salutation."""
    return _is_open(before, after) and before[-1].text.rstrip().endswith(",") and len(before[-1].text) > 40


def _is_open(before: Group, after: Group) -> bool:
    plain = not any(is_structure(line) for line in (*before, after[0]))
    return plain and not ENDS_SENTENCE.search(before[-1].text.rstrip())


def _first_letter(group: Group) -> str:
    return group[0].text.strip().lstrip(OPENING_MARKS)[:1]


def _joined(before: Group, after: Group, file: str) -> Repair:
    end, start = _tail(before), _start(after)
    return Repair("cut-paragraph", file, after[0].number, f"{end} ¶ {start}", f"{end} {start}")


def _doubt(before: Group, after: Group, file: str) -> Warning:
    message = f"a page end may have cut this paragraph: “{_tail(before)} ¶ {_start(after)}”"
    return Warning("cut-paragraph", file, after[0].number, message)


def _tail(group: Group) -> str:
    return " ".join(as_words(group).split()[-5:])


def _start(group: Group) -> str:
    return " ".join(as_words(group).split()[:5])
