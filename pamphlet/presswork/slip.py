"""A page size and a contact → a reply slip that fills a blank page, to be cut out and sent back."""

from __future__ import annotations

from pamphlet.fonts import program_fonts
from pamphlet.press.ticket.words import words_for
from pamphlet.renderers.pdf.finish import finish_pdf
from pamphlet.renderers.pdf.setter import set_pages
from pamphlet.templating import templates_of
from pamphlet.units import Size


def set_slip(page: Size, *, language: str, title: str, contact: tuple[str, ...]) -> bytes:
    """One page with lines to fill in, in the pamphlet's language; `contact` is where it goes, a string a line."""
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
        )
    )
    return set_pages(html, *program_fonts("Slip", html), finisher=finish_pdf)
