"""The pamphlet, its style and a plan → finished pages: laid out, fitted to their paper, and written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, Final, NamedTuple

from pamphlet.model import Pamphlet
from pamphlet.model.walk import all_runs, find_links
from pamphlet.renderers.pdf.copyfitting import Taste, fit_pages
from pamphlet.renderers.pdf.extent import Extent, measure_extent
from pamphlet.renderers.pdf.finish import finish_pdf
from pamphlet.renderers.pdf.geometry import PageGeometry, Setting, geometry_of, usual_setting
from pamphlet.renderers.pdf.lines import read_pages
from pamphlet.renderers.pdf.links import draw_codes
from pamphlet.renderers.pdf.matter import Makeup, compose_html, page_css, qr_target
from pamphlet.renderers.pdf.notes import statement_of
from pamphlet.renderers.pdf.pictures import picture_resources
from pamphlet.renderers.pdf.plan import PagePlan
from pamphlet.renderers.pdf.qr import draw_qr
from pamphlet.renderers.pdf.setter import Setter, lost_notes
from pamphlet.styles import Style
from pamphlet.units import Size

COVER_ALONE: Final = Makeup(template="cover-alone.html.jinja")


class Typeset(NamedTuple):
    """A finished PDF, and what there is to say of how it was set: a line each."""

    content: bytes
    remarks: tuple[str, ...] = ()


class Compositor:
    """Sets one pamphlet in one style, as often as finding its setting takes."""

    def __init__(self, pamphlet: Pamphlet, style: Style, images: Mapping[str, bytes]) -> None:
        self._pamphlet, self._style = pamphlet, style
        resources = {f"fonts/{name}": content for name, content in style.fonts.items()}
        resources |= picture_resources(pamphlet, images)
        if target := qr_target(pamphlet.contact):
            resources["qr.svg"] = draw_qr(target)
        self._resources = resources

    @cached_property
    def _setter(self) -> Setter:
        return Setter(self._style.print_css, self._resources, place=self._style.place)

    def compose(self, plan: PagePlan) -> Typeset:
        """All pages, in the setting that the plan's aim wants."""
        usual = usual_setting(plan.page, self._style.facts.page)
        makeup = Makeup(links=plan.links)
        if plan.links == "qr":
            self._resources |= draw_codes(link.target for run in all_runs(self._pamphlet) for link in find_links(run))
        if not plan.aim:
            return Typeset(self._write(self._lay_out(geometry_of(plan.page, usual), makeup)))
        taste = Taste(plan.page, usual, fixed=bool(self._style.facts.page.text_pt))
        documents: dict[Setting, Any] = {}

        def lay_out(setting: Setting) -> Extent:
            geometry = geometry_of(plan.page, setting)
            documents[setting] = self._lay_out(geometry, makeup)
            return measure_extent(read_pages(documents[setting]), geometry)

        fitted = fit_pages(taste, plan.aim, lay_out)
        document = documents[fitted.setting]
        if fitted.notes_pages:
            makeup = replace(makeup, notes_pages=fitted.notes_pages)
            document = self._lay_out(geometry_of(plan.page, fitted.setting), makeup)
        return Typeset(self._write(document), fitted.remarks)

    def compose_cover(self, page: Size) -> bytes:
        """The cover alone, on a page of this size."""
        return self._write(self._lay_out(self._usual_geometry(page), COVER_ALONE))

    def cover_parts(self, page: Size) -> Iterator[str | bytes]:
        """All that the cover alone is made of: where none of it differs, the cover is the same."""
        geometry = self._usual_geometry(page)
        yield compose_html(self._pamphlet, self._style, geometry, COVER_ALONE)
        yield page_css(self._pamphlet, geometry)
        yield self._style.print_css
        for name, content in self._resources.items():
            yield from (name, content)

    def _usual_geometry(self, page: Size) -> PageGeometry:
        return geometry_of(page, usual_setting(page, self._style.facts.page))

    def _lay_out(self, geometry: PageGeometry, makeup: Makeup = Makeup()) -> Any:  # noqa: ANN401, B008 - no types; frozen
        """The pages; where the library lost a note, the notes of its statement follow the text."""
        while True:
            html = compose_html(self._pamphlet, self._style, geometry, makeup)
            document = self._setter.lay_out(html, page_css(self._pamphlet, geometry))
            lost = {statement_of(anchor) for anchor in lost_notes(document)} - makeup.end_noted
            if not lost:
                return document
            makeup = replace(makeup, end_noted=makeup.end_noted | lost)

    def _write(self, document: Any) -> bytes:  # noqa: ANN401 - as above
        return self._setter.write(document, finisher=finish_pdf)
