"""Lines → lines with whoever is quoted in a line of their own below the quotation."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from pamphlet.model import Line, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import ENDS_SENTENCE, Group, fenced_lines, first_words, group_lines, is_structure
from pamphlet.restore.rule import Context, Outcome, parted

# “> — Ada Brook, 1912”
ATTRIBUTION: Final = Pattern(r"(?P<quote>\s*(?:>\s?)*)(?:[—–―]|--)\s*[^\W\d_a-zß-ÿ][^.!?]{2,70}")


def part_attributions(lines: tuple[Line, ...], context: Context) -> Outcome:
    """A line at the end of a quotation that begins with a dash and a name is no part of its last sentence."""
    fenced = fenced_lines(lines)
    ends: dict[int, tuple[Line, Line, str]] = {}
    for group in group_lines(lines):
        if len(group) < 2 or group[0].number in fenced:
            continue
        above, last = group[-2:]
        found = ATTRIBUTION.fullmatch(last.text.rstrip())
        quoted = all(line.text.lstrip().startswith(">") for line in group)
        if found and quoted and not ATTRIBUTION.fullmatch(above.text.rstrip()) and len(above.text.strip()) > 1:
            ends[last.number] = (above, last, found["quote"].rstrip())
    groups = [group for group in group_lines(lines) if group[0].number not in fenced]
    parts = [part for group in groups for part in _parts(group)]
    doubts = (_doubt(above, below, context.file) for above, below in pairwise(parts) if _may_name(above, below))
    apart = (
        part
        for line in lines
        for part in ((Line(line.number, ends[line.number][2]), line) if line.number in ends else (line,))
    )
    repairs = tuple(parted("attribution", context.file, (above,), (last,)) for above, last, _ in ends.values())
    return Outcome(tuple(apart), repairs, tuple(doubts))


def _parts(group: Group) -> tuple[Group, ...]:
    """The group, or what stands above and below a line of it that may be a name below a whole sentence."""
    named = [place for place, line in enumerate(group) if place and ATTRIBUTION.fullmatch(line.text.rstrip())]
    if len(named) != 1 or not ENDS_SENTENCE.search(group[named[0] - 1].text.rstrip()):
        return (group,)
    above, name, below = group[: named[0]], group[named[0] : named[0] + 1], group[named[0] + 1 :]
    return (above, name, below) if below else (above, name)


def _may_name(above: Group, below: Group) -> bool:
    """Whether a line alone begins with a dash and a name, below a paragraph that nothing marks as a quotation."""
    named = len(below) == 1 and ATTRIBUTION.fullmatch(below[0].text.rstrip())
    return bool(named) and not any(map(is_structure, (*above, *below)))


def _doubt(above: Group, below: Group, file: str) -> Warning:
    name, words = below[0].text.strip(), first_words(above)
    message = f"“{name}” may be who said the words from “{words}” on; write > before both if they are a quotation"
    return Warning("attribution", file, below[0].number, message)
