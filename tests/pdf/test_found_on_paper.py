"""What somebody with a rule and a loupe finds in finished editions: invented ones, the sample, and real statements."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pamphlet.model import Figure, ThematicBreak
from pamphlet.renderers.pdf import render
from pamphlet.styles import load_style
from pamphlet.units import PAPERS

from .editions import A5, draw, pamphlet, paragraph, paragraphs, run, seeded, set_pdf, slow, statement
from .loupe import Findings, Looked

CHECKOUT = Path(__file__).parents[2]
REAL = CHECKOUT.parent / "shared/statements"
NEVER = ("off_grid", "ladders", "turned", "orphans", "widows", "stranded", "headings", "overfull")
"""Of these, none is found anywhere."""
INVENTED = (
    ("classic", 12),
    ("classic", 25),
    ("classic", 41),
    ("modern", 4),
    ("modern", 28),
    ("broadside", 10),
    ("classic", 37),
)


def find(content: bytes) -> Findings:
    """What there is to find."""
    return Looked(content).findings


def build(*sources: str, style: str, out: Path) -> bytes:
    """The pages, built as a user builds them."""
    command = [
        sys.executable,
        "-m",
        "pamphlet",
        "build",
        *sources,
        "--style",
        style,
        "--formats",
        "pdf",
        "-o",
        str(out),
    ]
    subprocess.run(command, check=True, capture_output=True, cwd=CHECKOUT)
    (pdf,) = out.glob("*.pdf")
    return pdf.read_bytes()


def no_such(findings: Findings) -> bool:
    """Whether nothing was found of what is never to be found; else the failure names all figures."""
    assert {name: getattr(findings, name) for name in NEVER} == dict.fromkeys(NEVER, 0), findings
    return True


@pytest.mark.parametrize(("style", "seed"), [slow(*each) for each in INVENTED])
def test_invented_editions_are_well_set(style: str, seed: int) -> None:
    """Facing pages end alike; one line in fifty may be loose, for the words are hard to cut."""
    found = find(render(seeded(seed), load_style(style), page=A5, images={}))
    assert no_such(found)
    assert found.uneven == 0
    assert found.loose <= found.lines / 50


@pytest.mark.slow
def test_large_print_is_well_set() -> None:
    """It is ragged, and cuts no word."""
    found = find(render(seeded(4), load_style("large-print"), page=PAPERS["A4"], images={}))
    assert no_such(found)
    assert (found.loose, found.hyphens) == (0, 0)


def test_ragged_pages_that_face_each_other_end_alike() -> None:
    """A paragraph takes a line more, and nobody sees it."""
    found = find(render(seeded(2), load_style("large-print"), page=PAPERS["A4"], images={}))
    assert (found.openings, found.uneven) == (1, 0)
    assert no_such(found)


@pytest.mark.slow
@pytest.mark.parametrize("style", ["classic", "modern", "broadside"])
def test_the_sample_is_well_set(style: str, tmp_path: Path) -> None:
    """All openings end evenly, and hardly a line in a hundred is loose."""
    found = find(build("sources", style=style, out=tmp_path))
    assert no_such(found)
    assert found.uneven == 0
    assert found.loose <= found.lines / 100


@pytest.mark.slow
@pytest.mark.parametrize("style", ["classic", "modern", "broadside"])
def test_real_statements_are_well_set(style: str, tmp_path: Path) -> None:
    """As the sample."""
    if not REAL.is_dir():
        pytest.skip("the real statements are not here")
    found = find(build(*map(str, sorted(REAL.glob("*.txt"))), style=style, out=tmp_path))
    assert no_such(found)
    assert found.uneven == 0
    assert found.loose <= found.lines / 100


def test_what_stands_below_an_ornament_at_the_head_of_a_page_is_on_the_grid() -> None:
    """The picture has no room on the page before, and takes its ornament along."""
    figure = Figure("mill.png", "A mill", run("The mill"))
    short = (paragraph(f"This is line {number}.") for number in range(18))
    text = statement(*short, ThematicBreak(), figure, *paragraphs(5, seed=4))
    pdf = set_pdf(pamphlet(text), pictures={"mill.png": draw(1600, 1200)})
    (page,) = (page for page in pdf.pages if page.pictures)
    assert page.lines[1].text.startswith("*")
    assert no_such(find(pdf.content))


def test_a_short_edition_is_well_set() -> None:
    """Two statements of a page or two."""
    edition = pamphlet(*(statement(*paragraphs(12, seed=seed), slug=f"s{seed}") for seed in (21, 22)))
    found = find(render(edition, load_style("classic"), page=A5, images={}))
    assert found.lines > 60
    assert no_such(found)
