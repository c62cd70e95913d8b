"""An edition or a PDF, and press options → files on disk, and the facts of what was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from pamphlet import presswork
from pamphlet.cli.apart import do_apart
from pamphlet.cli.guarding import widen_guard
from pamphlet.cli.making import refuse_among_sources
from pamphlet.cli.press_options import refuse_option
from pamphlet.cli.progress import show_stages
from pamphlet.cli.settings import chosen_edition
from pamphlet.edition import PressSettings, Settings
from pamphlet.edition.press_checks import check_press, with_drum
from pamphlet.errors import PamphletError
from pamphlet.gathering import gather_settings
from pamphlet.limits import Limits
from pamphlet.means import Means
from pamphlet.pipeline import press_edition, read_edition
from pamphlet.press import plan_layout
from pamphlet.press.bounds import refuse_excess
from pamphlet.press.preflight import Expected, Preflight, preflight
from pamphlet.press.ticket import make_calibration, shift_for
from pamphlet.presswork import Matter, Plan, PressedFile, Printed
from pamphlet.storage import read_file, refuse_unwritable, write_files
from pamphlet.system_libraries import require_libraries
from pamphlet.units import PAPERS, find_size, paper_name

BYTES_OF_A_STATEMENT: Final = 50_000
PAGES_OF_A_STATEMENT: Final = 10
"""How much of a PDF from elsewhere may take as long as a statement of an edition."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed: the keys of [press] that it states, a page size to keep, and an edition whose keys hold."""

    typed: Mapping[str, Any]
    page: str = ""
    like: Path | None = None

    def settings(self, edition: Settings) -> PressSettings:
        """The edition's keys with those that were typed over them."""
        merged = with_drum(msgspec.structs.replace(edition.press, **self.typed), edition.accent)
        return check_press(merged, self.typed.keys(), refuse_option)


@dataclass(frozen=True, slots=True)
class Pressing:
    """What came out: the matter, the plan, the sheets, and every file with the path it was written to."""

    matter: Matter
    plan: Plan
    printed: Printed
    files: tuple[PressedFile, ...]
    paths: tuple[Path, ...]


def is_pdf(paths: Sequence[Path]) -> bool:
    """Whether a PDF from elsewhere is meant; one among other files is an error."""
    pdfs = [path for path in paths if path.suffix.lower() == ".pdf"]
    if pdfs and len(paths) > 1:
        raise PamphletError("one PDF is pressed at a time", advice="name it alone", where=str(pdfs[0]))
    return bool(pdfs)


def press_file(path: Path, output: Path, request: Request, *, style_name: str = "") -> Pressing:
    """Press a PDF from elsewhere at the size that it has."""
    with show_stages() as report:
        _refuse_setting("--page", request.page)
        _refuse_setting("--style", style_name)
        folder, settings = _read_like(request.like)
        pdf, chosen = read_file(path), request.settings(settings)
        refuse_unwritable(output)
        require_libraries()
        supplies = presswork.read_supplies(chosen, folder, request.typed.keys())

        def press() -> tuple[Matter, Plan, Printed, tuple[PressedFile, ...]]:
            widen_for_pages(pdf, settings.limits)
            matter = presswork.read_matter(pdf, path.stem)
            plan = presswork.plan_file(chosen, matter.page)
            return matter, plan, *presswork.print_with_ticket(matter, plan, supplies)

        report("Laying the pages on sheets")
        return _written(*do_apart(press, path), output)


def widen_for_pages(pdf: bytes, limits: Limits) -> None:
    """Tell the guard how much there is to do in a PDF from elsewhere; too much of it is refused."""
    pages = refuse_excess(pdf, limits)
    widen_guard(max(len(pdf) // BYTES_OF_A_STATEMENT, pages // PAGES_OF_A_STATEMENT))


def _refuse_setting(option: str, stated: str) -> None:
    """Pages that are there already are not set."""
    if stated:
        raise PamphletError("the pages of a PDF are set already", advice="leave this option out", where=option)


def _read_like(edition: Path | None) -> tuple[Path, Settings]:
    """The folder and the settings of the edition whose [press] holds for a PDF from elsewhere."""
    return (Path(), Settings()) if edition is None else gather_settings(edition)


def press_paths(  # noqa: PLR0913 - each is one thing that the press is told
    paths: Sequence[Path],
    output: Path,
    request: Request,
    *,
    style_name: str,
    source_date_epoch: int | None,
    means: Means = Means(),  # noqa: B008 - frozen
) -> Pressing:
    """Set an edition at the size of its layout, and press it."""
    with show_stages(means.cache) as report:
        edition = read_edition(paths, source_date_epoch=source_date_epoch, report=report, means=means)
        widen_guard(len(edition.manuscripts))
        refuse_among_sources(output, paths)
        refuse_unwritable(output)
        require_libraries()
        settings = request.settings(edition.settings)
        page = _checked_page(request.page) or edition.settings.page.size
        fill = "sheet" in request.typed and not request.page
        plan = presswork.plan_edition(settings, page, fill=fill)
        supplies = presswork.read_supplies(settings, edition.folder, request.typed.keys())
        matter, printed, files = press_edition(
            edition, plan, supplies, style_name=style_name, report=report, means=means
        )
        return _written(matter, plan, printed, files, output)


def _checked_page(page: str) -> str:
    """The page's size by its usual name."""
    if page and find_size(page) is None:
        known = ", ".join(PAPERS)
        raise PamphletError(f"no page is called “{page}”", advice=f"choose one of {known}", where="--page")
    return paper_name(page) if page else ""


def _written(matter: Matter, plan: Plan, printed: Printed, files: tuple[PressedFile, ...], output: Path) -> Pressing:
    paths = write_files(output, {file.name: file.content for file in files})
    return Pressing(matter, plan, printed, files, paths)


def describe_calibration(
    request: Request, edition: Sequence[Path], output: Path, seen: tuple[float, float] | None
) -> Iterator[str]:
    """Write the sheet that tells how far backs lie from fronts, or say what the numbers read off it mean."""
    like = request.like or (chosen_edition(edition)[0] if edition else None)
    stated = _read_like(like)[1]
    settings = request.settings(stated)
    name = settings.sheet or "A4"
    sheet = plan_layout(settings.layout, find_size(name) or PAPERS["A4"]).sheet
    printer = presswork.printer_for(settings)
    if seen:
        right_mm, up_mm = shift_for(*seen, printer, sheet)
        yield "Write this into edition.toml, print the sheet again, and the cross should meet the zeros:"
        yield f"  [press]\n  back_shift_mm = [{right_mm:g}, {up_mm:g}]"
        return
    made = make_calibration(sheet, printer, language=stated.language or "en")
    [path] = write_files(output, {f"calibration-{name.replace(' ', '')}.pdf": made})
    how = {"hand": "its second page on the back of its first"}.get(
        settings.duplex, f"on both sides, flip on {settings.duplex} edge"
    )
    yield f"Print {path} at 100 %, {how}, and hold it against the light, the scales towards you."
    yield "Read off where the cross behind meets them: so many millimetres to the right (x), so many up (y)."
    yield "Then: pamphlet press --calibrate --seen X,Y"


def look_over(path: Path, *, for_shop: bool, bleed_mm: float, like: Path | None = None) -> Preflight:
    """All checks on any PDF; the limits are those of the edition that it is like."""
    pdf, limits = read_file(path), _read_like(like)[1].limits

    def look() -> Preflight:
        widen_for_pages(pdf, limits)
        return preflight(pdf, Expected(folded=not for_shop, for_shop=for_shop, bleed_mm=bleed_mm))

    return do_apart(look, path)
