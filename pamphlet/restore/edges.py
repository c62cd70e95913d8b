"""Lines with the form feeds of pages → lines without what stood at the pages' edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.furniture import LONGEST, page_number, without_number
from pamphlet.restore.lines import group_lines, letters_of
from pamphlet.restore.room import find_running
from pamphlet.restore.rule import Context, Outcome

MOST_LINES: Final = 2
"""Lines of furniture at one edge: a running head, and the number of the page."""

# What counts the pages by itself, and what sends the reader to another: neither is true of this edition.
COUNTED: Final = Pattern(
    r"\W*(?:(?:page|seite|página|pagina|s)\.?\s*)?\d{1,3}\s*(?:/|of|von|sur|de|di)\s*\d{1,3}\W*", re.IGNORECASE
)
PAGE_WORD: Final = Pattern(r"\W*(?:page|seite|página|pagina)\b", re.IGNORECASE)
CONTINUED: Final = Pattern(
    r"[\W_]*(?:(?:article )?cont(?:inue[ds]|\.|d\.?)|turn|fortsetzung|suite|sigue|continúa|viene|segue)\b.{0,20}?"
    r"\b(?:page|seite|p|s|página|pagina|pág)\.?\s*\d{1,3}[\W_]*",
    re.IGNORECASE,
)
# What a browser prints at the edges of each page: when, and of which address.
PRINTED: Final = Pattern(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d{2}(?:\s?[AP]\.?M\.?)?(?:\s+\S.*)?", re.IGNORECASE
)
ADDRESS: Final = Pattern(r"(?:https?|file)://\S+(?:\s+\d{1,3}\s*/\s*\d{1,3})?", re.IGNORECASE)
OF_ALL: Final = Pattern(r"\W*(?P<page>\d{1,3})\s*(?:/|of|von|sur|de|di|van)\s*(?P<all>\d{1,3})\W*", re.IGNORECASE)
AT_EDGE: Final = 4
"""Lines at either edge of a page among which what a machine added may stand."""

CLOSE: Final = 3
"""Lines between a running head and the title below it."""

COLUMN: Final = 56
"""Letters of a full line: a page of A5 has more, and a column of A4 has fewer."""

FEWEST_SHORT: Final = 8
"""Lines that run on, of which half are so short."""

OF_COLUMNS: Final = "the lines are as short as those of columns; see whether all parts are in their order"

# “The Quay Group          May 2031”: set at both edges of a page, as no title is.
TWO_ENDS: Final = Pattern(r"\w{2}\W?\s{6,}\w{2}")
NUMBERED_HEAD: Final = Pattern(r"(?P<words>\S.*?\S)(?:\s{3,}|\t+)(?P<page>\d{1,3})\s*")


# How programs quote a mail in an answer, or when it is sent on.
QUOTING: Final = Pattern(r"(?:> ?)+")


def drop_page_edges(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Running heads and page numbers beside a form feed, “Page 1 of 2”, “Continued on page 2”; in quoted mails, too."""
    marks = _quoting(lines)
    outcome = _drop_edges(tuple(_without(line, marks) for line in lines), context)
    quoted = (replace(line, text=f"{marks.get(line.number, '')}{line.text}".rstrip()) for line in outcome.lines)
    return outcome._replace(lines=tuple(quoted)) if marks else outcome


def _quoting(lines: Sequence[Line]) -> dict[int, str]:
    """The marks of quoting before lines, by their numbers, where a form feed stands behind one."""
    marks = {line.number: found[0] for line in lines if (found := QUOTING.match(line.text))}
    return marks if any("\f" in line.text for line in lines if line.number in marks) else {}


def _without(line: Line, marks: Mapping[int, str]) -> Line:
    return replace(line, text=line.text[len(marks[line.number]) :]) if line.number in marks else line


def _drop_edges(lines: tuple[Line, ...], context: Context) -> Outcome:
    pages = _pages(lines)
    gone = {line.number: line for line in lines if _is_of_pages(line)}
    gone |= {line.number: line for line in _added_by_machines(pages)}
    for edge in (0, -1):
        for _ in range(MOST_LINES):
            found = _edge_furniture(pages, gone, edge)
            gone |= {line.number: line for line in found}
    repairs = [_removed(line, context) for line in gone.values()]
    kept: list[Line] = []
    for page in pages:
        if kept:
            kept.append(Line(page[0].number, ""))
        kept += [line for line in page if line.number not in gone]
    kept, titled = _without_first_number(kept, context)
    ordered = tuple(sorted((*repairs, *titled), key=lambda repair: repair.line))
    return Outcome(tuple(kept), ordered, tuple(_doubt_columns(lines, kept, context)))


def _doubt_columns(lines: Iterable[Line], kept: Sequence[Line], context: Context) -> Iterator[Warning]:
    """A doubt about the order of what a program read from pages, where its lines are as short as those of columns."""
    running = sorted(len(line.text.strip()) for line, _ in find_running(group_lines(kept)))
    printed = any("\f" in line.text for line in lines)
    if printed and len(running) >= FEWEST_SHORT and running[len(running) // 2] <= COLUMN:
        yield Warning("page-edge", context.file, kept[0].number, OF_COLUMNS)


def _pages(lines: Sequence[Line]) -> list[list[Line]]:
    pages: list[list[Line]] = [[]]
    headed = _headed(lines)
    for line in lines:
        text = line.text
        if (text.startswith("\f") or line.number in headed) and pages[-1]:
            pages.append([])
        pages[-1].append(replace(line, text=text.strip("\f")) if "\f" in text else line)
        if text.endswith("\f") and text.strip("\f"):
            pages.append([])
    return [page for page in pages if page]


def _headed(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that begin pages, though no form feed says so.

    They say what the first line says, each right below a line that is the number of a page, and all pages are counted.
    """
    if any("\f" in line.text for line in lines):
        return set()
    filled = [line for line in lines if not line.blank]
    key = letters_of(filled[0].text) if filled else ""
    heads = [(page_number(above), line.number) for above, line in pairwise(filled) if letters_of(line.text) == key]
    counted = bool(key) and [page for page, _ in heads] == list(range(1, len(heads) + 1))
    return {number for _, number in heads} if counted else set()


def _is_of_pages(line: Line) -> bool:
    text = line.text.strip("\f ")
    if len(text) > LONGEST:
        return False
    return bool((COUNTED.fullmatch(text) and PAGE_WORD.match(text)) or CONTINUED.fullmatch(text))


def _added_by_machines(pages: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Lines at the edges of pages that a browser or a program set there: the hour, the address, “1/2” of two pages."""
    filled = [[line for line in page if not line.blank] for page in pages]
    edges = [(place, (*page[:AT_EDGE], *page[AT_EDGE:][-AT_EDGE:])) for place, page in enumerate(filled, start=1)]
    printed = any(PRINTED.fullmatch(line.text.strip()) for _, page in edges for line in page)
    said = Counter(letters_of(line.text) for page in filled for line in page if printed)
    for place, page in edges:
        for above, line in zip((None, *page), page, strict=False):
            text = line.text.strip()
            counted = OF_ALL.fullmatch(text)
            ours = counted and (int(counted["page"]), int(counted["all"])) == (place, sum(map(bool, filled)))
            titled = above and PRINTED.fullmatch(above.text.strip()) and said[letters_of(text)] > 1
            if ours or titled or (printed and (PRINTED.fullmatch(text) or ADDRESS.fullmatch(text))):
                yield line


def _edge_furniture(pages: Sequence[Sequence[Line]], gone: dict[int, Line], edge: int) -> Iterator[Line]:
    """The outermost line of each page, where it recurs on another one but for its number."""
    outermost = [[line for line in page if not line.blank and line.number not in gone] for page in pages]
    lines = [(number, page[edge]) for number, page in enumerate(outermost) if page and len(page[edge].text) <= LONGEST]
    keys = Counter(without_number(line.text) for _, line in lines)
    numbers = [(place + 1, page) for place, line in lines if (page := page_number(line)) is not None]
    counted = [page for _, page in numbers]
    # Two that count up, or one on a printed page that is the number of this page.
    alone = len(pages) > 1 and all(place == page for place, page in numbers)
    counting = (len(counted) > 1 or alone) and counted == sorted(set(counted))
    for place, line in lines:
        key = without_number(line.text)
        # A lead-in to two lists recurs too.
        recurs = bool(key) and keys[key] > 1 and not line.text.rstrip().endswith(":")
        # On the first page it may be the title; with a number or a day at its other end, above another line by itself,
        # it is none.
        plain = letters_of(line.text) == key and not TWO_ENDS.search(line.text)
        title = place == 0 and edge == 0 and (plain or not _is_alone(pages[0], gone, line))
        title = title and not _is_said_below(outermost[0], key)
        if (recurs and not title) or (counting and page_number(line) is not None):
            yield line


def _is_said_below(page: Sequence[Line], key: str) -> bool:
    """Whether the title stands close below the running head, too, in one line or in two; farther below are contents."""
    words = [letters_of(line.text) for line in page[1 : 1 + CLOSE]]
    return key in words or key in {above + below for above, below in pairwise(words)}


def _is_alone(page: Sequence[Line], gone: dict[int, Line], top: Line) -> bool:
    """Whether the next line of words below the top has blank lines about it."""
    rest = [line for line in page if line.number > top.number and line.number not in gone]
    start = next((place for place, line in enumerate(rest) if not line.blank), 0)
    return 0 < start < len(rest) - 1 and rest[start + 1].blank and len(rest[start].text.strip()) <= LONGEST


def _without_first_number(lines: list[Line], context: Context) -> tuple[list[Line], tuple[Repair, ...]]:
    """The first line without its page's number, where it recurs with others: it is a running head, and the title."""
    place = next((place for place, line in enumerate(lines) if not line.blank), None)
    head = NUMBERED_HEAD.fullmatch(lines[place].text.strip()) if place is not None else None
    if place is None or not head:
        return lines, ()
    key = letters_of(head["words"])
    if not any(without_number(line.text) == key for line in lines[place + 1 :]):
        return lines, ()
    old = lines[place]
    repair = Repair("page-edge", context.file, old.number, head["page"], "", note="it stood at the edge of a page")
    return [*lines[:place], replace(old, text=head["words"]), *lines[place + 1 :]], (repair,)


def _removed(line: Line, context: Context) -> Repair:
    words = line.text.strip("\f ")
    return Repair("page-edge", context.file, line.number, words, "", note="it stood at the edge of a page")
