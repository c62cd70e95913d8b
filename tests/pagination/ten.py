"""Ten editions of invented words, made as the program makes one: pages, and an e-book with their numbers.

`PYTHONPATH=.:tests python -m pagination.ten FOLDER` writes them all, for other people's validators and readers.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace

from pagination.seeded import edition
from pamphlet.pagination import paginate, places_wanted
from pamphlet.proof.pdf_text import read_pdf
from pamphlet.renderers import epub, pdf
from pamphlet.styles import load_style
from pamphlet.units import PAPERS

SEEDS: Final = range(10)


class Made(NamedTuple):
    """The finished files of an edition."""

    epub: bytes
    pdf: bytes


def make(seed: int) -> Made:
    """Ten statements with every kind of block, in two languages; every third edition is German."""
    pamphlet, images = edition(10, seed=seed)
    pamphlet = replace(pamphlet, language="de" if seed % 3 == 0 else "en")
    style = load_style("classic")
    pages = pdf.render(pamphlet, style, page=PAPERS["A5"], images=images)
    paginated = paginate(pamphlet, read_pdf(pages, places_wanted(pamphlet)))
    cover = pdf.render_cover(pamphlet, style, images=images)
    return Made(epub.render(paginated, stylesheet=style.epub_css, images=images, cover=cover), pages)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number in SEEDS:
        made = make(number)
        (folder / f"{number}.epub").write_bytes(made.epub)
        (folder / f"{number}.pdf").write_bytes(made.pdf)
