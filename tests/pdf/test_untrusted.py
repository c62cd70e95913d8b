"""What a statement or a style says is words and looks: nothing in it runs, and nothing is fetched."""

from __future__ import annotations

import contextlib
import socket
from pathlib import Path

import pytest
from msgspec.structs import replace

from pamphlet.errors import PamphletError
from pamphlet.model import Author, Code, Contact, Cover, Figure, Heading, Image, Link
from pamphlet.renderers.pdf import render

from .editions import A5, CLASSIC, pamphlet, paragraph, run, set_pdf, slow, statement

HOSTILE = (
    "<script>alert(1)</script>",
    '<img src="file:///etc/passwd">',
    "<!-- a comment -->",
    "{{ 7 * 7 }}",
    "{% include 'head.html.jinja' %}",
    "{# nothing #}",
    "&lt;b&gt; &amp; &#65;",
    "</p></section><style>p { color: red }</style>",
    "]]><![CDATA[",
    "url(file:///etc/passwd)",
    '"quoted" \'single\' <">',
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection fails the test."""

    def refuse(*_: object) -> None:
        raise AssertionError("something is fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_markup_in_a_statement_is_printed_as_text() -> None:
    """Letter for letter, wherever it stands."""
    words = " ".join(HOSTILE)
    blocks = (
        paragraph(words),
        Heading(2, run(words)),
        paragraph(Code(words)),
        paragraph(Link("https://a.example", run(words))),
    )
    text = set_pdf(pamphlet(statement(*blocks))).text.replace(" ", "").replace("-", "")
    for hostile in HOSTILE:
        # The note that says where the link leads repeats its first words.
        count = text.count(hostile.replace(" ", "").replace("-", ""))
        assert count - len(blocks) == (hostile in HOSTILE[:2]), hostile


def test_markup_in_the_matter_is_printed_as_text() -> None:
    """Titles, names, publisher, description, contact."""
    words = "<b>{{ 7 * 7 }}</b> & <i>"
    edition = pamphlet(
        statement(paragraph("Short."), title=words, authors=(Author(words, words),), standfirst=run(words)),
        title=words,
        subtitle=words,
        publisher=words,
        rights=words,
        description=words,
        cover=Cover(kicker=words),
        contact=Contact(words, (paragraph(words),)),
    )
    pdf = set_pdf(edition)
    assert "49" not in pdf.text
    for page in (*pdf.pages[:4], *pdf.pages[-2:]):
        assert "<b>{{7*7}}</b>&<i>" in page.text.replace(" ", "")
    assert pdf.outline[1][0] == words
    assert str(pdf.pikepdf.docinfo["/Title"]) == words


def test_a_link_target_is_never_followed() -> None:
    """It is written down, and that is all."""
    targets = ("javascript:alert(1)", "file:///etc/passwd", 'https://example.org/?"><b>', "https://example.org/ü ö")
    pdf = set_pdf(pamphlet(statement(*(paragraph(Link(target, run("Words"))) for target in targets))))
    assert len([link for link in pdf.annotations if link.page == 4]) == len(targets)


@pytest.mark.parametrize(
    "sheet",
    [
        "p { background: url(file:///etc/passwd) }",
        "p { background: url(https://example.org/spy.png) }",
        "@import url(https://example.org/spy.css);",
        "@import 'other.css';",
        "p::before { content: url(gone.png) }",
        "@font-face { font-family: Spy; src: url(/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf) }",
    ],
)
def test_a_style_that_asks_for_something_else_fails_the_build(sheet: str) -> None:
    """In a sentence that names it."""
    with pytest.raises(PamphletError, match=r"the pages (ask for|could not be set)"):
        set_pdf(
            pamphlet(statement(paragraph("Short."))),
            style=replace(CLASSIC, print_css=sheet + CLASSIC.print_css),
        )


@pytest.mark.parametrize("sheet", ["p { colour: red }", "p { margin: 3 potatoes }", "p > > b { color: red }"])
def test_a_sheet_with_a_mistake_fails_the_build(sheet: str) -> None:
    """What the setter does not understand must not pass in silence."""
    with pytest.raises(PamphletError, match=r"the pages could not be set as the style says .*; mend the style"):
        set_pdf(pamphlet(statement(paragraph("Short."))), style=replace(CLASSIC, print_css=CLASSIC.print_css + sheet))


def test_a_template_cannot_reach_the_program() -> None:
    """It is filled in a sandbox."""
    templates = CLASSIC.templates | {"colophon.html.jinja": "{{ pamphlet.__class__.__mro__ }}"}
    with pytest.raises(
        PamphletError,
        match=r"^classic/print/colophon.html.jinja:1: the style’s templates cannot be filled \(.*unsafe\.\)",
    ):
        set_pdf(pamphlet(statement(paragraph("Short."))), style=replace(CLASSIC, templates=templates))


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="https://example.org/spy.png" width="9" height="9"/>',
        '<rect width="9" height="9" fill="url(https://example.org/spy.svg#a)"/>',
        slow('<rect width="9" height="9" style="fill: url(file:///etc/passwd#a)"/>'),
        slow('<style>@import "https://example.org/spy.css";</style>'),
        '<use href="file:///etc/passwd#a"/>',
    ],
)
def test_a_drawing_fetches_nothing(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even if it gets past the reader: it is refused, or set without."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()
    listed = Image("a.svg", "image/svg+xml", 9, 9, "a1" * 32)
    edition = pamphlet(statement(Figure("a.svg", "A drawing")), images=(listed,))
    opened: list[str] = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(str(path)))
    with contextlib.suppress(PamphletError):
        assert b"example.org" not in render(edition, CLASSIC, page=A5, images={"a.svg": drawing})
    assert opened == []


@pytest.mark.parametrize("inside", ['<text font-size="1e30">a</text>', '<path d="M0 0 A1e300 1e-300 1 1 1 9 9"/>'])
def test_a_drawing_that_cannot_be_drawn_is_named(inside: str, capfd: pytest.CaptureFixture[str]) -> None:
    """And no library below says anything by itself."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()
    listed = Image("a.svg", "image/svg+xml", 9, 9, "a1" * 32)
    edition = pamphlet(statement(Figure("a.svg", "A drawing")), images=(listed,))
    with pytest.raises(PamphletError, match=r"^a\.svg: the picture cannot be drawn; save it as PNG or JPEG$"):
        render(edition, CLASSIC, page=A5, images={"a.svg": drawing})
    assert capfd.readouterr().err == ""
