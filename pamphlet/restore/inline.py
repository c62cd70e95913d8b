"""Lines → lines with a list of items that stood one behind the other: `We want: • a; • b` → two items below words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import (
    Group,
    fenced_lines,
    first_words,
    group_lines,
    last_words,
    letters_of,
)
from pamphlet.restore.rule import Context, Outcome, part_of

SIGN: Final = Pattern(r"(?:(?<=\s)|^)(?P<sign>[•▪▫●○◦‣■□➢►✓])\s*(?=\S)")
ENDS_IN_SIGN: Final = Pattern(r"[•▪▫●○◦‣■□➢►✓]\s*$")
# Dashes stand inside sentences; behind a colon and semicolons, and nowhere else, they are bullets: “We want: - a; - b”.
DASH: Final = Pattern(r"(?:(?<=\s)|^)(?P<sign>[-–—*])\s+(?=\S)")
SIGNS: Final = Pattern("[•▪▫●○◦‣■□➢►✓]")
DASHES: Final = Pattern("[-–—*]")
"""What all of these have; they are quicker to look for."""
FEWEST: Final = 2
FEWEST_DASHES: Final = 3
WORDY: Final = 3
"""Words of an item, on the average: fewer may be places or days with points between them."""

INNER_END: Final = Pattern(r"[.?!…][\"'”’»)]*\s+[\"'“‘„«(]?[A-ZÀ-Þ]")
OTHER: Final = Pattern(r"\s{4}|\t|[>|#]|\[\^|\s*(?:[-*+]|\d{1,3}[.)])\s")
"""What opens something that no paragraph is."""

DOUBT: Final = "the items from “{}” on stand in one line; write each on a line of its own behind - if they are a list"


class _Part(NamedTuple):
    """Words of one line that belong together, and the sign before them, if there is one."""

    line: Line
    text: str
    sign: str = ""


def part_items(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Items behind the same sign in one paragraph are a list; where it may be none, or end earlier, it is left."""
    fenced = fenced_lines(lines)
    changed: dict[int, tuple[Line, ...]] = {}
    repairs: list[Repair] = []
    warnings: list[Warning] = []
    for group in group_lines(lines):
        parts = _parts(group) if group[0].number not in fenced else ()
        if not parts:
            continue
        items = _items(parts)
        if _are_sure(parts, items):
            changed |= {line.number: () for line in group} | {group[0].number: tuple(_listed(parts))}
            repairs += _named(parts, context.file)
        elif _are_likely(parts, items):
            first = next(part for part in parts if part.sign)
            message = DOUBT.format(first_words((Line(first.line.number, first.text),)))
            warnings.append(Warning("inline-list", context.file, first.line.number, message))
    parted = (part for line in lines for part in ((line,) if line.blank else changed.get(line.number, (line,))))
    return Outcome(tuple(parted), tuple(repairs), tuple(warnings))


def _parts(group: Group) -> tuple[_Part, ...]:
    """The words of a group parted before each sign, if there are several of one kind, and one within a line."""
    if any(OTHER.match(line.text) or "|" in line.text for line in group):
        return ()
    for quick, pattern, fewest in ((SIGNS, SIGN, FEWEST), (DASHES, DASH, FEWEST_DASHES)):
        found = [sign for line in group if quick.search(line.text) for sign in pattern.finditer(line.text)]
        within = any(sign.string[: sign.start()].strip() for sign in found)
        if len(found) >= fewest and within and len({sign["sign"] for sign in found}) == 1:
            return tuple(part for line in group for part in _parts_of(line, pattern))
    return ()


def _parts_of(line: Line, sign: Pattern) -> Iterator[_Part]:
    found = list(sign.finditer(line.text))
    ends = [*(each.start() for each in found), len(line.text)]
    if before := line.text[: ends[0]].strip():
        yield _Part(line, before)
    for each, end in zip(found, ends[1:], strict=True):
        yield _Part(line, line.text[each.end() : end].strip(), each["sign"])


def _items(parts: tuple[_Part, ...]) -> list[str]:
    """The words before the first sign, which may be none, and those of each item."""
    items = [""]
    for part in parts:
        items = [*items, part.text] if part.sign else [*items[:-1], f"{items[-1]} {part.text}".strip()]
    return items


def _are_sure(parts: tuple[_Part, ...], items: list[str]) -> bool:
    """Whether the items stand behind a colon, or the first sign opens the paragraph: signs between words do not."""
    lead, *rest = items
    if any(ENDS_IN_SIGN.search(part.line.text) for part in parts) or len({*map(letters_of, rest)}) < len(rest):
        return False
    # A sentence behind the last item may belong to it, or to none.
    ends_apart = INNER_END.search(rest[-1]) and not any(map(INNER_END.search, rest[:-1]))
    opened = lead.rstrip(" *_").endswith(":") or (not lead and _are_wordy(rest))
    return opened and not ends_apart and (not _by_dashes(parts) or _are_ended(lead, rest))


def _are_ended(lead: str, items: list[str]) -> bool:
    return lead.endswith(":") and all(item.endswith(";") for item in items[:-1])


def _are_likely(parts: tuple[_Part, ...], items: list[str]) -> bool:
    lead, *rest = items
    if _by_dashes(parts):
        return _are_ended(lead, rest)
    return _are_wordy(rest)


def _are_wordy(items: list[str]) -> bool:
    return sum(len(item.split()) for item in items) >= WORDY * len(items)


def _by_dashes(parts: tuple[_Part, ...]) -> bool:
    return not any(SIGN.search(part.line.text) for part in parts)


def _listed(parts: tuple[_Part, ...]) -> Iterator[Line]:
    """The words before the list, a blank line, and an item a line; what goes on in the next line is set in."""
    within = False
    places: dict[int, int] = {}
    for part in parts:
        place = places[part.line.number] = places.get(part.line.number, -1) + 1
        if part.sign and not within and part is not parts[0]:
            yield Line(part.line.number, "")
        within = within or bool(part.sign)
        yield part_of(part.line, place, f"- {part.text}" if part.sign else f"  {part.text}" if within else part.text)


def _named(parts: tuple[_Part, ...], file: str) -> Iterator[Repair]:
    """An entry for each item: the last words before it, and its first ones."""
    for place, part in enumerate(parts):
        if part.sign:
            above = last_words(Line(each.line.number, each.text) for each in parts[:place])
            start = first_words((Line(part.line.number, part.text),))
            before, after = f"{above} {part.sign} {start}".strip(), f"{above} ¶ - {start}" if above else f"- {start}"
            yield Repair("inline-list", file, part.line.number, before, after)
