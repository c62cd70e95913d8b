"""A box of running text that is to be laid out → where each of its lines is to end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple

from pamphlet.renderers.pdf.extent import STATEMENT
from pamphlet.renderers.pdf.flaws import RUNNING
from pamphlet.renderers.pdf.linebreaking import LOOSE, Broken, best_lines, break_into, good_lines
from pamphlet.renderers.pdf.lines import BLOCK, HEADINGS, LENGTH, WHOLE
from pamphlet.renderers.pdf.paragraphs import Paragraph, UnfitError, read_paragraph
from pamphlet.renderers.pdf.stops import Rooms, Words

# A line more or less is no gain where the lines cost so many times this on average: spaces of two fifths of an em.
STRAINED: Final = 15_000.0
MOST_STRAINED: Final = 1.7
# Nor, where text is ragged, where lines end before the edge by more than an eighth of their width on average.
STRAINED_RAGGED: Final = 3_600.0
# Where so much more, or less, of each line would have to be filled, nobody needs to look.
MOST_LONGER: Final = 0.1
MOST_SHORTER: Final = 0.05
FEWEST_LINES: Final = 3
MATTER: Final = frozenset({"cover", "imprint", "half-title", "contents", "closing", "back-cover"})
"""The named pages whose paragraphs and items are set as titles are, with lines of like length."""
MOST_KEPT: Final = 10_000
"""The line ends of so many paragraphs are kept."""


class PlannedLine(NamedTuple):
    """Where a line begins and ends in its paragraph, and where the next begins.

    `tracking` is how much wider its letters stand apart, in CSS pixels.
    """

    number: int
    start: int
    end: int
    following: int
    hyphenated: bool
    last: bool
    tracking: float


@dataclass
class LinePlan:
    """The lines of a paragraph at one width; those that a page ends with may be found anew."""

    paragraph: Paragraph
    rooms: Rooms
    found: Broken
    lines: list[PlannedLine] = field(default_factory=list)
    _once: Broken | None = None
    _begins: dict[int, PlannedLine] = field(default_factory=dict)

    def begin(self) -> None:
        """Have the lines as they were found, but for once as `keep_whole` found them."""
        self._set_out(self._once or self.found, 0)
        self._once = None

    def line_at(self, place: int) -> PlannedLine | None:
        """The line that begins there: with its first letter, or with the space before it."""
        return self._begins.get(place)

    def keep_whole(self, begun: int, whole: Collection[int]) -> bool:
        """Find the lines from one on anew, so that these of them, from 0, end with whole words; False if none can."""
        words = self.paragraph.cut
        stops = {stop.start: index for index, stop in enumerate(words.stops)}
        begin = stops.get(self.lines[begun].start) if begun else -1
        broken = None if begin is None else _lines_on(words, self.rooms, begin, whole, len(self.lines) - begun)
        if broken and begun:
            self._set_out(broken, begun)
        elif broken:
            self._once = broken
        return broken is not None

    @cached_property
    def lengths(self) -> Mapping[int, float]:
        """The numbers of lines, one more or less, that it can be set in, and how strained each is, from 0 to 1.7."""
        words, lines = self.paragraph.cut, self.found.lines
        full = self.rooms.first + (lines - 1) * self.rooms.other
        empty = full - words.stops[-1].before
        longer = (empty + self.rooms.other / 10) / full < MOST_LONGER
        shorter = (self.rooms.other - empty) / full < MOST_SHORTER
        if self.rooms.even or lines < FEWEST_LINES or not (longer or shorter):
            return {}
        strained = (STRAINED if self.rooms.justified else STRAINED_RAGGED) * lines
        return {
            broken.lines: broken.cost / strained
            for broken in break_into(words, self.rooms, most=lines + 1, bound=MOST_STRAINED * strained).values()
            if abs(broken.lines - lines) == 1 and broken.worst < LOOSE
        }

    def may_turn_out(self, lines: int) -> bool:
        """Whether it can be set in so many lines, which are others than were found: most need not be looked for."""
        return abs(lines - self.found.lines) == 1 and lines in self.lengths

    def _set_out(self, broken: Broken, kept: int) -> None:
        """Have these lines after so many of those that there are."""
        del self.lines[kept:]
        start = self.lines[-1].following if self.lines else 0
        *trackings, last = (tracking_em * self.paragraph.em for tracking_em in broken.trackings_em)
        for number, (stop, tracking) in enumerate(zip(broken.ends, trackings, strict=True), start=kept):
            hyphenated = stop.joint == "hyphen"
            self.lines.append(PlannedLine(number, start, stop.end, stop.start, hyphenated, False, tracking))
            start = stop.start
        end = len(self.paragraph.text)
        self.lines.append(PlannedLine(len(self.lines), start, end, end, False, True, last))
        self._find_begins()

    def go_on_with(self, lines: Iterable[PlannedLine]) -> None:
        """Have these lines, as it had them before."""
        self.lines, self._once = list(lines), None
        self._find_begins()

    def _find_begins(self) -> None:
        self._begins = {line.start: line for line in self.lines}
        self._begins |= {line.end: following for line, following in zip(self.lines, self.lines[1:], strict=False)}
        # Spaces before the first word are not set.
        self._begins[0] = self.lines[0]


def plan_lines(line_box: Any, containing_block: Any, first_line_style: Any) -> LinePlan | None:  # noqa: ANN401 - weasyprint has no types
    """The best lines for a box in another; nothing where they are left to the library."""
    width = containing_block.width
    rooms = Rooms(width - line_box.text_indent, width, *_manner(line_box))
    try:
        paragraph = read_paragraph(line_box, containing_block, first_line_style)
    except UnfitError:
        return None
    if min(rooms.first, rooms.other) <= 0:
        return None
    # The same paragraph is often laid out again, where pages are to be even or to fill sheets.
    known = line_box.style.font_config.__dict__.setdefault("_line_ends", {})
    key = paragraph.key, rooms, line_box.element.get(LENGTH), line_box.element.get(WHOLE)
    if key not in known:
        if len(known) >= MOST_KEPT:
            known.clear()
        known[key] = _find_lines(paragraph, rooms, line_box.element)
    broken = known[key]
    return LinePlan(paragraph, rooms, broken) if broken else None


def _find_lines(paragraph: Paragraph, rooms: Rooms, element: Any) -> Broken | None:  # noqa: ANN401 - as above
    if length := element.get(LENGTH):
        broken = break_into(paragraph.cut, rooms, most=int(length)).get(int(length))
    else:
        broken = good_lines(paragraph.whole, rooms)
    if broken is None:
        is_whole = rooms.even or element.get(WHOLE)
        broken = best_lines(paragraph.whole if is_whole else paragraph.cut, rooms)
    if broken is None and rooms.even:
        # A word of a title is cut only where it is wider than the measure.
        broken = best_lines(paragraph.cut, rooms)
    return broken


def _lines_on(words: Words, rooms: Rooms, begin: int, whole: Collection[int], lines: int) -> Broken | None:
    """The best lines after a stop, these of them with whole words at their ends; as many as there were, if they may.

    Where pages end was foretold by the number of lines.
    """
    best = best_lines(words, rooms, begin=begin, whole=whole)
    if best is None or best.lines == lines:
        return best
    as_many = break_into(words, rooms, most=lines, begin=begin, whole=whole).get(lines)
    return as_many if as_many and as_many.worst < LOOSE else best


def _manner(line_box: Any) -> tuple[bool, bool]:  # noqa: ANN401 - as above
    """Whether lines are justified, and whether they are to be even."""
    alignment = line_box.style["text_align_all"]
    is_even = line_box.element.tag in HEADINGS or alignment == "center" or line_box.style["page"] in MATTER
    return alignment == "justify" and not is_even, is_even


def is_running(line_box: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a box of lines is one of a statement's text or headings, or of the matter around the statements."""
    element = line_box.element
    return (
        element is not None
        and element.tag in RUNNING
        and "::" not in line_box.element_tag
        and (line_box.style["page"] == STATEMENT or line_box.style["page"] in MATTER)
        and bool(element.get(BLOCK))
    )


def plans_of(document: Any) -> dict[int, LinePlan]:  # noqa: ANN401 - as above
    """The plan of each paragraph of a document that was laid out, by the number of its block."""
    pages = (page._page_box for page in document.pages)  # noqa: SLF001 - the one way to the boxes
    lines = (box for page in pages for box in page.descendants() if hasattr(box, "set_as"))
    return {int(line.element.get(BLOCK)): line.set_as.plan for line in lines if line.element.tag == "p"}
