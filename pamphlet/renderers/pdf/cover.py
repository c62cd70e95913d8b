"""What a cover has to say → the size of its title, and which of its words there is room for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Final, Literal, NamedTuple

from msgspec.structs import replace

from pamphlet.style_facts import CoverMeasures
from pamphlet.units import Size, mm_to_pt, pt_to_mm

Advance = Callable[[str], float]
"""Words → their width in ems, as the title's font sets them."""

Below = Literal["list", "long list", "picture", "nothing"]
"""What stands below a cover's title."""


class TitleList(NamedTuple):
    """How the cover names its statements: with who signed them; smaller and closer; with more of the cover.

    Where it is `stacked`, whoever signed stands below the title, for beside some of them there is no room.
    """

    shown: bool = False
    signed: bool = False
    tight: bool = False
    long: bool = False
    stacked: bool = False


# A cover is drawn as if for a page of this width, then scaled to the one that it is for.
DRAWN_WIDTH_MM: Final = 148.0
TITLE_SIZES: Final = (80, 72, 66, 60, 54, 48, 43, 38, 34, 30, 27, 24, 21, 18, 16, 14, 12, 10, 9, 8, 7, 6)
# A word that is longer than a line at this size is broken rather than made smaller.
SMALLEST_UNBROKEN_PT: Final = 14
LARGEST_BROKEN_PT: Final = 24
# The publisher at the cover's foot.
PUBLISHER_PT: Final = 11.5
PUBLISHER_LEADING_PT: Final = 15.0
# Small caps, spaced, are wider than the small letters that they stand for.
SMALL_CAPS: Final = 1.3
# No smaller is any word, however small the page.
SMALLEST_PT: Final = 7.0
# A tight list's words and the white between its titles, beside the usual; the base's sheet has the same numbers.
TIGHT_SIZE: Final = 0.92
TIGHT_GAP: Final = 0.5
# Where the title is that of the only statement, whoever signed it is named larger.
SOLE_SIZE: Final = 1.4


class FittedTitle(NamedTuple):
    """A size and a width that set a title on the fewest lines of the most even length, and whether words break."""

    size_pt: int
    width_mm: float
    broken: bool


def drawn_size(trim: Size) -> Size:
    """The page that the cover is drawn for: the same shape, at the width that the sheet's measures are for."""
    return Size(DRAWN_WIDTH_MM, DRAWN_WIDTH_MM * trim.height_mm / trim.width_mm)


class CoverWords(NamedTuple):
    """What a cover says below its title: each statement's title and who signed it, and the publisher at its foot."""

    signed_titles: Sequence[tuple[str, str]]
    publisher: str
    pictured: bool


def plan_cover(
    trim: Size, measures: CoverMeasures, words: CoverWords, advance: Advance, *, fore_edge_mm: float
) -> tuple[CoverMeasures, TitleList]:
    """The measures of a cover on a page of this size, and the fullest list of its statements that it has room for."""

    def on_page(below: Below) -> CoverMeasures:
        return measures_on(trim, measures, fore_edge_mm, below=below)

    if words.pictured:
        return on_page("picture"), TitleList()
    if not words.signed_titles:
        return on_page("nothing"), TitleList()
    # With who signed them first, and of the cover no more than usual.
    for signed, long, tight in product((True, False), (False, True), (False, True)):
        drawn, titles = on_page("long list" if long else "list"), TitleList(True, signed, tight, long)
        if _has_room(titles, words, drawn_size(trim), drawn, advance):
            entries = _list_entries(titles, words, drawn_size(trim), drawn, advance)
            stacked = titles._replace(stacked=any(titled and below for titled, below in entries))
            return drawn, stacked if _has_room(stacked, words, drawn_size(trim), drawn, advance) else titles
    return on_page("nothing"), TitleList()


def measures_on(trim: Size, measures: CoverMeasures, fore_edge_mm: float, *, below: Below = "list") -> CoverMeasures:
    """The measures for a page of this size: small words stay legible, the list inside the text's measure.

    What stands `below` the title gets its room.
    """
    shares = {"picture": measures.picture_share, "long list": measures.picture_share, "nothing": measures.bare_share}
    title_share = shares.get(below) or measures.title_share
    risen = measures.title_share - title_share if below == "long list" else 0.0
    scale = trim.width_mm / DRAWN_WIDTH_MM

    def larger(size_pt: float) -> float:
        return max(1.0, SMALLEST_PT / (scale * size_pt))

    return replace(
        measures,
        title_share=title_share,
        list_share=measures.list_share - risen,
        kicker_pt=measures.kicker_pt * larger(measures.kicker_pt),
        kicker_leading_pt=measures.kicker_leading_pt * larger(measures.kicker_pt),
        subtitle_pt=measures.subtitle_pt * larger(measures.subtitle_pt),
        subtitle_leading_pt=measures.subtitle_leading_pt * larger(measures.subtitle_pt),
        list_pt=measures.list_pt * larger(measures.list_pt),
        list_leading_pt=measures.list_leading_pt * larger(measures.list_pt),
        list_right_mm=max(
            measures.list_right_mm or measures.right_mm, fore_edge_mm / scale if measures.list_in_measure else 0.0
        ),
    )


def title_room(page: Size, measures: CoverMeasures, advance: Advance, *, kicker: str, subtitle: str) -> Size:
    """The part of the page that kicker and subtitle leave to the title."""
    width_mm = page.width_mm - measures.left_mm - measures.right_mm
    taken_mm = measures.padding_mm
    if kicker:
        lines = _lines_at(kicker, measures.kicker_pt, width_mm, advance, stretch=_caps(measures))
        taken_mm += pt_to_mm(lines * measures.kicker_leading_pt) + measures.gap_mm
    if subtitle:
        lines = _lines_at(subtitle, measures.subtitle_pt, width_mm, advance)
        taken_mm += pt_to_mm(lines * measures.subtitle_leading_pt) + measures.gap_mm
    return Size(width_mm, measures.title_share * page.height_mm - taken_mm)


def fit_title(title: str, room: Size, measures: CoverMeasures, advance: Advance) -> FittedTitle:
    """The largest size at which a title fits, and the narrowest width that needs no more lines."""
    widths = [advance(word) for word in title.split()]
    space, leading = advance(" "), measures.title_leading
    sizes = [size for size in TITLE_SIZES if size <= measures.largest_pt]
    whole = (size for size in sizes if size >= SMALLEST_UNBROKEN_PT and _fits(widths, space, size, room, leading))
    broken = (size for size in sizes if size <= LARGEST_BROKEN_PT and _is_low(widths, space, size, room, leading))
    unbroken = next(whole, None)
    size = unbroken or next(broken, TITLE_SIZES[-1])
    width_em = mm_to_pt(room.width_mm) / size
    lines = _count_lines(widths, space, width_em)
    # A hundredth of an em to spare: the setter rounds otherwise than we do.
    candidates = _candidate_widths(widths, space)
    narrowest = candidates[bisect_left(candidates, -lines, key=lambda width: -_count_lines(widths, space, width))]
    return FittedTitle(size, round(pt_to_mm(min(width_em, narrowest + 0.01) * size), 2), broken=unbroken is None)


def _has_room(titles: TitleList, words: CoverWords, page: Size, measures: CoverMeasures, advance: Advance) -> bool:
    """Whether there is room for a list between title and publisher."""
    width_mm = page.width_mm - measures.list_left_mm - measures.list_right_mm
    foot_lines = _lines_at(words.publisher, PUBLISHER_PT, 0.85 * width_mm, advance, stretch=_caps(measures))
    room_pt = mm_to_pt((1 - measures.list_share) * page.height_mm - measures.foot_mm)
    room_pt -= foot_lines * PUBLISHER_LEADING_PT
    leading_pt = measures.list_leading_pt * _list_size(titles, words, measures) / measures.list_pt
    gap_pt = measures.list_gap_pt * (TIGHT_GAP if titles.tight else 1)
    entries = _list_entries(titles, words, page, measures, advance)
    return sum((titled + below) * leading_pt + gap_pt for titled, below in entries) <= room_pt


def _list_size(titles: TitleList, words: CoverWords, measures: CoverMeasures) -> float:
    """The size of the list's words, in points."""
    is_titled = any(title for title, _ in words.signed_titles)
    return measures.list_pt * (1 if is_titled else SOLE_SIZE) * (TIGHT_SIZE if titles.tight else 1)


def _list_entries(
    titles: TitleList, words: CoverWords, page: Size, measures: CoverMeasures, advance: Advance
) -> Iterator[tuple[int, int]]:
    """How many lines each title takes, and how many those who signed take below it."""
    size_pt = _list_size(titles, words, measures)
    # The hanging indent is an em; signatories that do not fit beside the title stand below it.
    within = page.width_mm - measures.list_left_mm - measures.list_right_mm - pt_to_mm(2 * size_pt)
    for title, authors in words.signed_titles:
        signed = authors if titles.signed else ""
        together = advance(title) + _caps(measures) * advance(signed)
        if (together + 1) * size_pt <= mm_to_pt(within) and not (titles.stacked and title and signed):
            yield 1, 0
        else:
            below = _lines_at(signed, size_pt, within, advance, stretch=_caps(measures)) if signed else 0
            yield _lines_at(title, size_pt, within, advance), below


def _caps(measures: CoverMeasures) -> float:
    """How much wider the words are that a style may set in small capitals."""
    return SMALL_CAPS if measures.small_caps else 1.0


def _lines_at(text: str, size_pt: float, width_mm: float, advance: Advance, *, stretch: float = 1) -> int:
    widths = [stretch * advance(word) for word in text.split()]
    return _count_lines(widths, stretch * advance(" "), mm_to_pt(width_mm) / size_pt)


def _fits(widths: list[float], space: float, size: int, room: Size, leading: float) -> bool:
    longest = max(widths, default=0)
    return longest <= mm_to_pt(room.width_mm) / size and _is_low(widths, space, size, room, leading)


def _is_low(widths: list[float], space: float, size: int, room: Size, leading: float) -> bool:
    lines = _count_lines(widths, space, mm_to_pt(room.width_mm) / size)
    return lines * size * leading <= mm_to_pt(room.height_mm)


def _candidate_widths(widths: list[float], space: float) -> list[float]:
    """Every width that some run of words has, from the longest word on: one of them is the narrowest."""
    runs = (
        sum(widths[first:last]) + space * (last - first - 1)
        for first in range(len(widths))
        for last in range(first + 1, len(widths) + 1)
    )
    return sorted(width for width in runs if width >= max(widths)) or [0.0]


def _count_lines(widths: list[float], space: float, room: float) -> int:
    """The lines that words of these widths fill; a word wider than the room is broken over several."""
    lines, used = 1, 0.0
    for width in widths:
        if used and used + space + width > room + 1e-9:
            lines, used = lines + 1, width
        else:
            used += (space if used else 0) + width
        while used > room + 1e-9:
            lines, used = lines + 1, used - room
    return lines
