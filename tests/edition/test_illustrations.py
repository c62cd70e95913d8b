"""Pictures of the cover and the statements: each read once, none without words."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Pillow

from pamphlet.edition import CoverSettings, Settings
from pamphlet.errors import PamphletError
from pamphlet.illustrations import load_images, shown_by
from pamphlet.model import Block, BulletedList, Figure, Footnote, ListItem, Quotation, Statement, Text


def draw() -> bytes:
    """A picture of one pixel."""
    buffer = io.BytesIO()
    Pillow.new("RGB", (1, 1)).save(buffer, "PNG")
    return buffer.getvalue()


def statement(source: str, *blocks: Block) -> Statement:
    """A statement with these blocks."""
    return Statement("quay", (Text("Quay"),), (), None, "en", blocks, source)


def load(*statements: Statement, cover: str = "") -> list[tuple[str, str]]:
    """The names of the pictures that are read, in order, each with the place that first names it."""
    asked: list[tuple[str, str]] = []

    def read(name: str, where: str) -> bytes:
        asked.append((name, where))
        return draw()

    images = load_images(statements, Settings(cover=CoverSettings(image=cover, alternative="x")), read)
    assert [image.name for image in images] == [name for name, _ in asked]
    return asked


def test_every_picture_is_read_once_from_the_cover_on() -> None:
    """Wherever it stands."""
    deep = (
        Quotation((Figure("b.png", "b"),)),
        BulletedList((ListItem((Figure("c.png", "c"),)),)),
        Footnote("1", (Figure("d.png", "d"),)),
    )
    assert load(
        statement("1.md", Figure("a.png", "a"), *deep), statement("2.md", Figure("a.png", "a")), cover="z.png"
    ) == [
        ("z.png", "edition.toml"),
        *((f"{letter}.png", "1.md") for letter in "abcd"),
    ]


def test_a_file_that_is_no_picture_is_refused_by_its_name() -> None:
    """Before anything is set."""
    with pytest.raises(PamphletError, match=r"a\.png: no picture"):
        load_images([statement("1.md", Figure("a.png", "a"))], Settings(), lambda _name, _where: b"no")


def test_what_is_wrong_with_a_picture_is_told_with_the_line_that_shows_it() -> None:
    """Whoever reads it need not look where the picture stands."""
    texts = {"leaflet/1.md": "Quay\n\n![The quay](a.png)\n"}
    with pytest.raises(PamphletError) as refused, shown_by(texts):
        load_images([statement("1.md", Figure("a.png", "a"))], Settings(), lambda _name, _where: b"no")
    assert str(refused.value) == (
        "a.png: no picture that we can read, shown at leaflet/1.md:3; save it as PNG, JPEG or SVG"
    )
    with pytest.raises(PamphletError, match=r"^leaflet/1\.md:3: there is no file$"), shown_by(texts):
        raise PamphletError("there is no file", where="leaflet/1.md", line=3)
