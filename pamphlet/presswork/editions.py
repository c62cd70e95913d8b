"""An edition and a plan → its pages at the size of the layout, the sheets, and the proof that no word is lacking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pamphlet.basis import name_basis
from pamphlet.cache import NO_CACHE, Cache, key_of
from pamphlet.errors import PamphletError, UnaccountedError
from pamphlet.gathering import Edition, paths_as_typed
from pamphlet.means import Means
from pamphlet.model import Contact
from pamphlet.page_plans import plan_pages
from pamphlet.press import capacity, count_pages
from pamphlet.presswork.panels import for_panels, larger_types
from pamphlet.presswork.planning import Plan, layout_of
from pamphlet.presswork.printing import Matter, Printed
from pamphlet.proof import Proof, Sheets, prove
from pamphlet.renderers import pdf
from pamphlet.styles import Style
from pamphlet.units import Size

if TYPE_CHECKING:
    from pamphlet.press import PressJob


def set_matter(edition: Edition, style: Style, plan: Plan, means: Means = Means()) -> Matter:  # noqa: B008 - frozen
    """The edition set at the plan's page size; on a leaflet's few panels, with lean matter.

    What was set before for such pages is taken as it was, for another printer or with other marks, too.
    """
    room = capacity(layout_of(plan))
    key = key_of("matter", name_basis(edition, style), repr((plan.page, room, means.whole)))
    pages = means.cache.get(key)
    if pages is None:
        with paths_as_typed(edition.folder):
            pages = _set_pages(edition, style, plan, room, means)
        means.cache.put(key, pages)
    return matter_of(edition, pages, plan.page)


def _set_pages(edition: Edition, style: Style, plan: Plan, room: int | None, means: Means) -> bytes:
    """As many pages as there must be, or no more than there is room for."""
    if room is not None:
        return set_panels(edition, for_panels(style), plan, room)
    chosen = plan_pages(edition, plan.page, edition.settings.page.aim)
    return pdf.typeset(edition.pamphlet, style, chosen, images=edition.images, means=means).content


def set_panels(edition: Edition, style: Style, plan: Plan, room: int) -> bytes:
    """Pages for so many panels at the most, in the largest type for which they have room."""

    def set_in(chosen: Style) -> bytes:
        page_plan = plan_pages(edition, plan.page, "")
        return pdf.typeset(edition.pamphlet, chosen, page_plan, images=edition.images).content

    usual = set_in(style)
    count = count_pages(usual)
    if count > room:
        return fit_panels(edition, style, plan, room)
    larger = map(set_in, larger_types(style, plan.page, pages=count, room=room))
    return next((pages for pages in larger if count_pages(pages) <= room), usual)


def fit_panels(edition: Edition, style: Style, plan: Plan, room: int) -> bytes:
    """Pages for so many panels; raises PamphletError with how much too long the text is."""
    try:
        chosen = plan_pages(edition, plan.page, room)
        return pdf.typeset(edition.pamphlet, style, chosen, images=edition.images).content
    except PamphletError as error:
        what = f"a {plan.settings.layout} of {plan.sheet_name} has {room} pages of {plan.page_name}, and {error.what}"
        advice = "name fewer statements, larger paper with --sheet, or another layout"
        raise PamphletError(what, advice=advice) from error


def matter_of(edition: Edition, pages: bytes, page: Size) -> Matter:
    """Finished pages of the edition, with what a ticket says of it."""
    pamphlet = edition.pamphlet
    return Matter(
        pamphlet.slug, pages, page, pamphlet.title, pamphlet.language, pamphlet.modified, list_lines(pamphlet.contact)
    )


def list_lines(contact: Contact) -> tuple[str, ...]:
    """The name and the addresses, a line each; other words of a contact block stay on their page."""
    lines = (line for address in contact.addresses for line in address.text.splitlines())
    return tuple(filter(None, (contact.name, *lines)))


def sheets_of(printed: Printed, pages: bytes) -> Sheets:
    """The finished sheets as the proof reads them."""
    job = printed.job
    return Sheets(
        pages,
        tuple(tuple(file.content for file in plate) for plate in printed.plates),
        layout=job.layout,
        flip=job.printer.flip,
        binding=job.binding,
        by_hand=by_hand(job, printed),
        slip=bool(job.blanks.slip),
        slug=job.marks.slug or "",
        back_shift_mm=job.printer.back_shift_mm[0],
    )


def by_hand(job: PressJob, printed: Printed) -> Literal["", "last-first", "first-first"]:
    """In which order backs were printed by hand; "" where a machine turned them."""
    two_sided = printed.imposition.sides > len(printed.imposition.sheets)
    return job.printer.hand_order if job.printer.duplex == "hand" and two_sided else ""


def prove_printed(edition: Edition, printed: Printed, pages: bytes, *, cache: Cache = NO_CACHE) -> Proof:
    """Account for every word on the pages and the sheets; raises UnaccountedError for the first that is lacking."""
    named = edition.named_within()
    proof = prove(
        named.pamphlet,
        named.manuscripts,
        named.repairs,
        named.warnings,
        {"pdf": pages},
        sheets=sheets_of(printed, pages),
        cache=cache,
    )
    if losses := proof.ledger.unaccounted:
        raise UnaccountedError(losses[0].sentence, where=losses[0].file, line=losses[0].line)
    return proof
