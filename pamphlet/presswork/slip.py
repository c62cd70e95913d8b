"""A page size and a contact → a reply slip that fills a blank page, to be cut out and sent back."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from pamphlet.fonts import load_fonts
from pamphlet.press.ticket.words import words_for
from pamphlet.renderers.pdf.finish import finish_pdf
from pamphlet.renderers.pdf.setter import set_pages
from pamphlet.templating import templates_of
from pamphlet.units import Size

FONTS: Final = ("SourceSansPro-Regular.otf", "SourceSansPro-Bold.otf")
EPOCH: Final = "1980-01-01T00:00:00Z"


def set_slip(page: Size, *, language: str, title: str, contact: tuple[str, ...]) -> bytes:
    """One page with lines to fill in, in the pamphlet's language; `contact` is where it goes, a string a line."""
    faces = "".join(
        f'@font-face {{ font-family: Slip; src: url("{name}"); font-weight: {weight} }}'
        for name, weight in zip(FONTS, (400, 700), strict=True)
    )
    html = (
        templates_of("pamphlet.presswork", ".")
        .get_template("slip.html.jinja")
        .render(
            words=words_for(language),
            language=language,
            title=title,
            contact=contact,
            page=page,
            text_pt=8 if min(page) < 100 else 9 if min(page) < 130 else 10.5,
            style=Markup(faces),  # noqa: S704 - our own style sheet
            date=EPOCH,
        )
    )
    return set_pages(html, "", load_fonts(FONTS), finisher=finish_pdf)
