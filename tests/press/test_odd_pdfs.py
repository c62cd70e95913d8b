"""Fifty-three PDFs of odd make: each is imposed, converted and checked as it should be, or refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from handwork import come_out, leaf_through, work
from leaflets import A4, A5, make_leaflet, read_spots, to_bytes
from odd_pdfs import (
    READABLE,
    REFUSED,
    add_empty_array,
    changed,
    drop_resources,
    fill_form,
    loop,
    show_jbig2,
    show_jpeg_2000,
    stamp,
)
from pikepdf import Array, Dictionary, Pdf

from pamphlet.cli.commands import program
from pamphlet.errors import PamphletError
from pamphlet.press import PressJob, press_pdf
from pamphlet.press.colour import Grey, Ink, convert_colours, separate_inks
from pamphlet.press.preflight import preflight
from pamphlet.press.shop import make_shop_pages
from pamphlet.units import Size, mm_to_pt


@pytest.mark.parametrize("name", READABLE)
def test_odd_pdf_is_imposed_right(name: str) -> None:
    """Folded, it reads from one to five, upright, each number at its place."""
    pressed = press_pdf(READABLE[name](), PressJob())
    spots = read_spots(pressed.pdf)
    printed = come_out(spots, A4.landscape, two_sided=True, duplex="short", turn="long", order="last-first")
    [pile] = work(printed, pressed.imposition.steps)
    faces = leaf_through(pile)
    assert [face.number for face in faces] == [1, 2, 3, 4, None, None, None, 5]
    assert all(face.upright for face in faces)


@pytest.mark.parametrize("name", READABLE)
def test_odd_pdf_is_converted_and_still_reads(name: str) -> None:
    """Grey, and imposed after that."""
    spots = read_spots(press_pdf(convert_colours(READABLE[name](), Grey()), PressJob()).pdf)
    assert sorted(spot.number for side in spots for spot in side) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("name", READABLE)
def test_odd_pdf_is_checked(name: str) -> None:
    """Preflight sees five A5 pages, and nothing in it fails."""
    facts = preflight(READABLE[name]()).facts
    assert [page.size for page in facts.pages] == [pytest.approx(A5, abs=0.4)] * 5
    assert all(page.inked > 0 for page in facts.pages)


@pytest.mark.parametrize("change", [drop_resources, add_empty_array])
def test_white_page_is_a_page(change: Callable[[Pdf], None]) -> None:
    """It keeps its place, and nothing stumbles over it."""
    source = changed(change)()
    for pdf in (source, convert_colours(source, Grey())):
        spots = read_spots(press_pdf(pdf, PressJob()).pdf)
        assert sorted(spot.number for side in spots for spot in side) == [1, 3, 4, 5]
    assert preflight(source).facts.pages[1].inked == 0


def test_what_a_page_draws_with_and_lacks_is_told() -> None:
    """A font and a picture that its resources do not hold: nothing would be printed in their place."""

    def lose(pdf: Pdf) -> None:
        pdf.pages[1].obj.Resources = Dictionary()
        pdf.pages[3].contents_add(b"/Nowhere Do", prepend=False)

    [found] = [finding for finding in preflight(changed(lose)()).findings if finding.check == "content"]
    assert (found.level, found.pages) == ("error", (2, 4))
    assert found.what == "the file lacks what is called /F1"


def test_jpeg_2000_states_its_colours_itself() -> None:
    """They need no entry in the PDF, and are no unknown colours."""
    facts = preflight(changed(show_jpeg_2000)()).facts
    assert {space for page in facts.pages for space in page.spaces} == {"DeviceRGB", "DeviceGray"}


def test_jbig2_that_nothing_unpacks_is_an_error_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grey leaves it as it is; plates need its dots, and another program."""
    monkeypatch.setenv("PATH", "")
    source = changed(show_jbig2)()
    assert preflight(convert_colours(source, Grey())).facts.pages[0].spaces == ("DeviceGray",)
    accent = Ink("red", (1.0, 0.0, 0.0))
    with pytest.raises(PamphletError, match="is packed as JBIG2, so its colours cannot be converted; install jbig2dec"):
        separate_inks(source, accent)


def test_huge_page_is_looked_at_with_fewer_dots() -> None:
    """A wall of four by five metres bears ink to its edge, and is seen in a picture that memory can hold."""

    def paint(pdf: Pdf) -> None:
        del pdf.pages[1:]
        page = pdf.pages[0]
        page.obj.MediaBox = page.obj.TrimBox = Array([0, 0, mm_to_pt(4000), mm_to_pt(5000)])
        page.contents_add(b"0 0 99999 99999 re f", prepend=False)

    [page] = preflight(changed(paint)()).facts.pages
    assert page.edge_inked
    assert page.inked == 1


def test_filled_form_and_stamp_are_printed() -> None:
    """What a viewer would print of annotations is on the sheet, turned into content."""
    for change, place in ((fill_form, (101, 401, 140, 419)), (stamp, (260, 410, 300, 450))):
        sheets = press_pdf(changed(change)(), PressJob()).pdf
        with pypdfium2.PdfDocument(sheets) as opened:
            picture = opened[0].render(scale=1).to_pil().convert("L")
        left = mm_to_pt(148.5)
        x, y, to_x, to_y = place
        area = picture.crop((round(left + x), picture.height - to_y, round(left + to_x), picture.height - y))
        darkest = min(area.tobytes())
        assert darkest < 130


@pytest.mark.parametrize("name", REFUSED)
def test_hopeless_pdf_is_refused_in_a_sentence(name: str) -> None:
    """It says what is wrong and what to do."""
    make, sentence = REFUSED[name]
    with pytest.raises(PamphletError, match=sentence):
        press_pdf(make(), PressJob())


@pytest.mark.parametrize("stage", [preflight, make_shop_pages, lambda pdf: convert_colours(pdf, Grey())])
@pytest.mark.parametrize("name", [name for name in REFUSED if name not in {"huge", "pages of mixed sizes", "no pages"}])
def test_other_stages_refuse_it_too(name: str, stage: Callable[[bytes], object]) -> None:
    """With the same sentence, or one of their own, but never with a traceback."""
    with suppress(PamphletError):
        stage(REFUSED[name][0]())


def test_a_count_of_pages_that_lies_is_damage() -> None:
    """It is found only when a page is looked for by its number."""
    lying = to_bytes(make_leaflet(4)).replace(b"/Count 4", b"/Count 9")
    with pytest.raises(PamphletError, match="the PDF is damaged and cannot be read; export it anew"):
        preflight(lying)


def test_what_the_library_finds_amiss_is_not_printed_besides(capfd: pytest.CaptureFixture[str]) -> None:
    """A page that is none."""
    pdf = make_leaflet(4)
    pdf.Root.Pages.Kids.append(Dictionary())
    with suppress(PamphletError):
        press_pdf(to_bytes(pdf).replace(b"<< >>", b"5    "), PressJob())
    assert capfd.readouterr().err == ""


def test_looped_page_tree_does_not_hang() -> None:
    """Imposed or refused, and soon."""
    with suppress(PamphletError):
        press_pdf(loop(), PressJob())


def test_letter_fold_takes_panels_of_two_widths() -> None:
    """A leaflet whose pages are as wide as its panels: 100 and 97 mm."""
    pdf = make_leaflet(6, Size(100, 210))
    for number in (3, 4):
        pdf.pages[number].obj.MediaBox = pdf.pages[number].obj.TrimBox = Array([0, 0, mm_to_pt(97), mm_to_pt(210)])
    assert press_pdf(to_bytes(pdf), PressJob("letter-fold", A4)).losses == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", READABLE)
def test_odd_pdf_goes_through_the_command(name: str, tmp_path: Path) -> None:
    """With its ticket, and the sheets are those that the press alone would make."""
    source, made = tmp_path / "odd.pdf", tmp_path / "made"
    source.write_bytes(READABLE[name]())
    pressed = CliRunner().invoke(program, ["press", str(source), "--sheet", "A4", "-o", str(made)])
    assert pressed.exit_code == 0, pressed.stderr
    assert "5 pages of " in pressed.stdout
    assert (made / "odd-booklet.pdf").read_bytes() == press_pdf(source.read_bytes(), PressJob()).pdf
    assert (made / "odd-booklet-ticket.pdf").exists()


@pytest.mark.parametrize("name", REFUSED)
def test_hopeless_pdf_stops_the_command(name: str, tmp_path: Path) -> None:
    """With exit code 2 and one sentence that names the file, and nothing is written."""
    source, made = tmp_path / "odd.pdf", tmp_path / "made"
    source.write_bytes(REFUSED[name][0]())
    refused = CliRunner().invoke(program, ["press", str(source), "--sheet", "A4", "-o", str(made)])
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"pamphlet: {source}: ")
    assert refused.stderr.count("\n") == 1
    assert not made.exists()
