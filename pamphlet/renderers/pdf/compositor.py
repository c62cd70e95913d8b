"""The pamphlet, its style and a plan → finished pages: laid out, fitted to their paper, and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from math import inf
from types import MappingProxyType
from typing import Final, NamedTuple

from msgspec.structs import replace

from pamphlet.model import Pamphlet
from pamphlet.model.walk import all_runs, find_links
from pamphlet.renderers.pdf.copyfitting import PAGES_A_SHEET, Fitted, Taste, fit_pages
from pamphlet.renderers.pdf.evening import EvenPages, even_pages
from pamphlet.renderers.pdf.extent import STATEMENT, Extent, measure_extent
from pamphlet.renderers.pdf.finish import finish_pdf
from pamphlet.renderers.pdf.flaws import turned_blocks
from pamphlet.renderers.pdf.geometry import PageGeometry, Setting, geometry_of, usual_setting
from pamphlet.renderers.pdf.lines import UNTOUCHED, SetPage, Touches
from pamphlet.renderers.pdf.links import draw_codes
from pamphlet.renderers.pdf.lowering import lower_pictures
from pamphlet.renderers.pdf.matter import COVER_ALONE, Makeup, compose_html, page_css, qr_target
from pamphlet.renderers.pdf.notes import statement_of
from pamphlet.renderers.pdf.pictures import picture_names, picture_resources
from pamphlet.renderers.pdf.plan import Aim, PagePlan, Typeset
from pamphlet.renderers.pdf.qr import draw_qr
from pamphlet.renderers.pdf.remarks import Blemish, find_blemishes, remark_on
from pamphlet.renderers.pdf.setter import LaidOut, Setter, dress_alone, lost_notes
from pamphlet.renderers.pdf.sparing import describe, is_nearer, ways_to_gather
from pamphlet.styles import Style, is_own
from pamphlet.units import Size

MOST_LAYOUTS: Final = 8
"""So many are made at most to fit the pages and to mend their lines."""
MOST_TURNS: Final = 2
"""So often are words that the turn of a leaf cuts kept whole."""
MOST_LOWERINGS: Final = 3
"""So often is a picture of a statement lowered."""
MOST_MENDING: Final = MOST_TURNS + 4
"""So many layouts are made at most to mend the ends of lines and of pages."""


class Draft(NamedTuple):
    """A document and the sheet of its page's measures."""

    html: str
    css: str
    geometry: PageGeometry


class Compositor:
    """Sets one pamphlet in one style, as often as finding its setting takes."""

    def __init__(
        self, pamphlet: Pamphlet, style: Style, images: Mapping[str, bytes], *, setter: Setter | None = None
    ) -> None:
        """A `setter` that is at hand has the style's sheet and all that the pages may ask for."""
        self._pamphlet, self._style, self._images, self._at_hand = pamphlet, style, images, setter

    @cached_property
    def _resources(self) -> dict[str, bytes]:
        return page_resources(self._pamphlet, self._style, self._images)

    @cached_property
    def _setter(self) -> Setter:
        return self._at_hand or make_setter(self._pamphlet, self._style, self._resources)

    def set_pages(self, geometry: PageGeometry, makeup: Makeup, *, verso: bool) -> EvenPages:
        """The pages in one setting, with their lines mended, as they are if the first is a verso or a recto."""
        return self._mend(*self._lower_pictures(geometry, makeup), first=2 if verso else 1)

    def compose(self, plan: PagePlan) -> Typeset:
        """All pages, in the setting that the plan's aim wants, with their lines mended."""
        usual = usual_setting(plan.page, self._style.facts.page)
        makeup = Makeup(links=plan.links, ragged=plan.ragged, matter=plan.matter)
        if plan.links == "qr":
            self._resources.update(link_codes(self._pamphlet))
        lay_out = partial(self._lay_out if plan.aim else self._fill_sheets, geometry_of(plan.page, usual))
        makeup, draft, laid_out = self._gather(makeup, plan.aim, lay_out)
        said = describe(makeup.gathered, plan.aim, contact=bool(self._pamphlet.contact.items))
        if not plan.aim:
            return self._finish(self._mend(draft, laid_out).laid_out, plan, said)
        taste = Taste(plan.page, usual, fixed=bool(self._style.facts.page.text_pt))
        fitted, draft, laid_out = self._fit(plan, taste, makeup)
        left = MOST_LAYOUTS - fitted.layouts - bool(fitted.notes_pages)
        # How full the last page of text is was said; so the last statement keeps its pictures.
        last = frozenset(f"statement-{statement.slug}" for statement in self._pamphlet.statements[-1:])
        draft, laid_out, used = self._lower(draft, laid_out, most=left, spared=last, pages=len(laid_out.pages))
        mended = self._mend(draft, laid_out, most=left - used).laid_out
        # A line more or less must not open another page.
        chosen = mended if len(mended.pages) == len(laid_out.pages) else laid_out
        return self._finish(chosen, plan, (*fitted.remarks, *said))

    def _finish(self, laid_out: LaidOut, plan: PagePlan, remarks: tuple[str, ...] = ()) -> Typeset:
        return Typeset(self._write(laid_out, plan.sources), (*remarks, *remark_on(self.blemishes(laid_out))))

    def blemishes(self, laid_out: LaidOut) -> dict[int, Blemish]:
        """The loose lines and the rivers on each page, and which end unevenly."""
        return find_blemishes(_statement_pages(laid_out), self._style.text_em)

    def _gather(
        self, makeup: Makeup, aim: Aim, lay_out: Callable[[Makeup], tuple[Draft, LaidOut]]
    ) -> tuple[Makeup, Draft, LaidOut]:
        """The pages, with their matter gathered on fewer where the plan is sparing and that helps; and their makeup."""
        draft, laid_out = lay_out(makeup)
        kinds = [page.kind for page in laid_out.pages]
        for gathered in ways_to_gather(kinds, aim) if makeup.matter.sparing else ():
            other = replace(makeup, gathered=gathered)
            tried = lay_out(other)
            if is_nearer(len(tried[1].pages), len(kinds), aim):
                return other, *tried
        return makeup, draft, laid_out

    def _fill_sheets(self, geometry: PageGeometry, makeup: Makeup) -> tuple[Draft, LaidOut]:
        """The pages, with pages for notes instead of blanks where the plan wants them."""
        draft, laid_out = self._lower_pictures(geometry, makeup)
        missing = -len(laid_out.pages) % PAGES_A_SHEET
        if not (makeup.matter.notes and missing):
            return draft, laid_out
        return self._lower_pictures(geometry, replace(makeup, notes_pages=missing))

    def _lower_pictures(self, geometry: PageGeometry, makeup: Makeup) -> tuple[Draft, LaidOut]:
        """The pages, with pictures lowered that nearly had room on the page before."""
        draft, laid_out, _ = self._lower(*self._lay_out(geometry, makeup))
        return draft, laid_out

    def _lower(
        self,
        draft: Draft,
        laid_out: LaidOut,
        *,
        most: float = inf,
        spared: frozenset[str] = frozenset(),
        pages: int = 0,
    ) -> tuple[Draft, LaidOut, int]:
        """The same with pictures lowered, but for those of some sections; and how many layouts it took, of so many.

        If there are to be so many `pages`, there are.
        """
        lowerings = used = 0
        while lowerings < MOST_LOWERINGS and used < most:
            found = lower_pictures(laid_out.document, draft.geometry.leading_pt)
            rules = [rule for section, rule in found.items() if section not in spared]
            if not rules:
                break
            lowered = draft._replace(css=f"{draft.css}{''.join(rules)}")
            tried, used = self._set(lowered), used + 1
            if pages and len(tried.pages) != pages:
                break
            # A statement that lost a note by it keeps its pictures as they are, as it does where it is set apart.
            lost = {f"statement-{statement_of(anchor)}" for anchor in lost_notes(tried.document)}
            if not lost:
                draft, laid_out, lowerings = lowered, tried, lowerings + 1
            elif lost <= spared:
                break
            spared = spared | lost
        return draft, laid_out, used

    def _fit(self, plan: PagePlan, taste: Taste, makeup: Makeup) -> tuple[Fitted, Draft, LaidOut]:
        tried: dict[Setting, tuple[Draft, LaidOut]] = {}

        def lay_out(setting: Setting) -> Extent:
            geometry = geometry_of(plan.page, setting)
            tried[setting] = self._lay_out(geometry, makeup)
            return measure_extent(tried[setting][1].pages, geometry, recto=makeup.matter.openings == "recto")

        fitted = fit_pages(taste, plan.aim, lay_out)
        draft, laid_out = tried[fitted.setting]
        if fitted.notes_pages:
            geometry = geometry_of(plan.page, fitted.setting)
            draft, laid_out = self._lay_out(geometry, replace(makeup, notes_pages=fitted.notes_pages))
        return fitted, draft, laid_out

    def _mend(self, draft: Draft, laid_out: LaidOut, *, first: int = 1, most: int = MOST_MENDING) -> EvenPages:
        """The same with whole words where the turn of a leaf cuts some, and with pages that end alike.

        The first has this number. It takes so many layouts at most.
        """
        whole: frozenset[int] = frozenset()
        mended = laid_out
        # Where a word is kept whole, the page may end elsewhere, and cut another.
        for _ in range(min(MOST_TURNS, most)):
            turned = turned_blocks(_statement_pages(mended)) - whole
            if not turned:
                break
            whole |= turned
            mended, most = self._set(draft, Touches(whole), after=mended), most - 1
        even, sided = even_pages(
            mended,
            lambda touches: self._set(draft, touches | Touches(whole), after=mended),
            draft.geometry,
            first=first,
            most=most,
        )
        kept = next((each for each in (even, mended) if not lost_notes(each.document)), laid_out)
        return EvenPages(kept, sided)

    def compose_cover(self, page: Size) -> bytes:
        """The cover alone, on a page of this size."""
        return self._write(self._lay_out(self._usual_geometry(page), COVER_ALONE)[1])

    def _usual_geometry(self, page: Size) -> PageGeometry:
        return geometry_of(page, usual_setting(page, self._style.facts.page))

    def _lay_out(self, geometry: PageGeometry, makeup: Makeup) -> tuple[Draft, LaidOut]:
        """The pages; where the library lost a note, the notes of its statement follow the text."""
        while True:
            html = compose_html(self._pamphlet, self._style, geometry, makeup)
            draft = Draft(html, page_css(self._pamphlet, geometry, ragged=makeup.ragged), geometry)
            laid_out = self._set(draft)
            lost = {statement_of(anchor) for anchor in lost_notes(laid_out.document)} - makeup.end_noted
            if not lost:
                return draft, laid_out
            makeup = replace(makeup, end_noted=makeup.end_noted | lost)

    def _set(self, draft: Draft, touches: Touches = UNTOUCHED, after: LaidOut | None = None) -> LaidOut:
        return self._setter.lay_out(draft.html, draft.css, touches=touches, after=after)

    def _write(self, laid_out: LaidOut, sources: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
        finisher = partial(finish_pdf, sources=sources, modified=self._pamphlet.modified)
        return self._setter.write(laid_out, finisher=finisher)


def make_setter(pamphlet: Pamphlet, style: Style, resources: Mapping[str, bytes]) -> Setter:
    """What sets the pamphlet's pages in this style."""
    return Setter(style.print_css, resources, place=style.place, pictures=picture_names(pamphlet), own=is_own(style))


def keep_at_hand(style: Style) -> None:
    """Read the style's sheet and its fonts for all processes that are copied from this one."""
    dress_alone(style.print_css, _font_resources(style))


def _font_resources(style: Style) -> dict[str, bytes]:
    return {f"fonts/{name}": content for name, content in style.fonts.items()}


def page_resources(pamphlet: Pamphlet, style: Style, images: Mapping[str, bytes]) -> dict[str, bytes]:
    """Whatever the pages may ask for, by its path beside them."""
    resources = _font_resources(style)
    resources |= picture_resources(pamphlet, images)
    if target := qr_target(pamphlet.contact):
        resources["qr.svg"] = draw_qr(target)
    return resources


def link_codes(pamphlet: Pamphlet) -> dict[str, bytes]:
    """A code for each link of the text."""
    return draw_codes(link.target for run in all_runs(pamphlet) for link in find_links(run))


def _statement_pages(laid_out: LaidOut) -> tuple[SetPage, ...]:
    return tuple(page for page in laid_out.pages if page.kind == STATEMENT)
