"""An edition and a plan → its pages at the size of the layout, the sheets, and the proof that no word is lacking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pamphlet.basis import name_basis
from pamphlet.cache import key_of
from pamphlet.errors import PamphletError
from pamphlet.gathering import Edition
from pamphlet.means import Means
from pamphlet.model import Contact
from pamphlet.page_plans import plan_pages
from pamphlet.press import capacity, count_pages
from pamphlet.presswork.lean import LEAN, Lean, larger_types, make_lean, smaller_types
from pamphlet.presswork.planning import Plan, layout_of
from pamphlet.presswork.printing import Matter, Printed
from pamphlet.proof import Sheets, prove
from pamphlet.renderers import pdf
from pamphlet.styles import Style
from pamphlet.telling import told_by
from pamphlet.units import Size

if TYPE_CHECKING:
    from pamphlet.press import PressJob

WHOLE: Final = Means(whole=True)
"""So few pages are never set apart."""


def set_matter(edition: Edition, style: Style, plan: Plan, means: Means = Means()) -> Matter:  # noqa: B008 - frozen
    """The edition set at the plan's page size; what is not bound, with lean matter.

    What was set before for such pages is taken as it was, for another printer or with other marks, too.
    """
    room = capacity(layout_of(plan))
    key = key_of(
        "matter", name_basis(edition, style), repr((plan.page, LEAN.get(plan.settings.layout), room, means.whole))
    )
    pages = means.cache.get(key)
    if pages is None:
        with told_by(edition):
            pages = _set_pages(edition, style, plan, room, means)
        means.cache.put(key, pages)
    return matter_of(edition, pages, plan.page)


def _set_pages(edition: Edition, style: Style, plan: Plan, room: int | None, means: Means) -> bytes:
    """A book's pages; or those of a leaflet, a handbill or a poster, which are few."""
    lean = LEAN.get(plan.settings.layout)
    if lean is None:
        chosen = plan_pages(edition, plan.page, edition.settings.page.aim)
        return pdf.typeset(edition.pamphlet, style, chosen, images=edition.images, means=means).content
    printed_by = edition.settings.matter.printed_by
    own = make_lean(style, lean, edition.pamphlet, plan.page, printed_by=printed_by)
    return set_lean(edition, own, plan, lean, room=room)


def set_lean(edition: Edition, style: Style, plan: Plan, lean: Lean, *, room: int | None) -> bytes:
    """Pages for so few sides, in the largest type for which they have room.

    A leaflet has its panels; of posters and handbills, each statement has a side of its own. Where that is not
    enough, handbills have their backs, and then more leaves.
    """

    def set_in(chosen: Style) -> bytes:
        page_plan = plan_pages(edition, plan.page, "")
        return pdf.typeset(edition.pamphlet, chosen, page_plan, images=edition.images, means=WHOLE).content

    first = set_in(style)
    usual, sides = count_pages(first), len(edition.pamphlet.statements)
    most = room or (sides if usual <= sides or lean.is_one_sided else max(2 * sides, usual + usual % 2))
    if usual > most:
        smaller = map(set_in, () if lean.around else smaller_types(style, plan.page))
        fitting = next((pages for pages in smaller if count_pages(pages) <= most), b"")
        return fitting or fit_lean(edition, style, plan, most)
    types = larger_types(style, plan.page, pages=usual, room=most, lean=lean)
    fitted, low, high = first, 0, len(types)
    while low < high:
        middle = (low + high) // 2
        pages = set_in(types[middle])
        if count_pages(pages) > most:
            high = middle
        else:
            fitted, low = pages, middle + 1
    return fitted


def fit_lean(edition: Edition, style: Style, plan: Plan, room: int) -> bytes:
    """Pages for so many sides; raises PamphletError with how much too long the text is."""
    try:
        chosen = plan_pages(edition, plan.page, room)
        return pdf.typeset(edition.pamphlet, style, chosen, images=edition.images).content
    except PamphletError as error:
        pages = f"{room} pages" if room > 1 else "one page"
        what = f"a {plan.settings.layout} of {plan.sheet_name} has {pages} of {plan.page_name}, and {error.what}"
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


def prove_printed(
    edition: Edition,
    printed: Printed,
    pages: bytes,
    *,
    means: Means = Means(),  # noqa: B008 - frozen
) -> None:
    """Account for every word on the pages and the sheets; raises UnaccountedError for the first that is lacking."""
    named = edition.named_within()
    proof = prove(
        named.pamphlet,
        named.manuscripts,
        named.repairs,
        named.warnings,
        {"pdf": pages},
        sheets=sheets_of(printed, pages),
        means=means,
    )
    proof.ledger.refuse_losses()
