"""What the package says of the book."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pamphlet.model import Figure, Pamphlet

from .conftest import build, paragraph
from .finished import XML_LANG, Epub


@pytest.mark.parametrize(
    ("element", "values"),
    [
        ("title", ['Wells & "Springs" <for all>', "Three statements 🌊"]),
        ("creator", ["Ada Brook", "Ben Rill", "Cem Bach"]),
        ("publisher", ["The Mill Lane Assembly"]),
        ("date", ["2031-06"]),
        ("identifier", ["urn:uuid:6f1c2b1e-2f2a-5c53-9e3d-0a7c1d2e3f40"]),
        ("language", ["en", "de"]),
        ("rights", ["Copy it & pass it on."]),
        ("description", ["Who owns the water of a small town?"]),
    ],
)
def test_dublin_core_says_what_the_edition_says(epub: Epub, element: str, values: list[str]) -> None:
    """Whoever signs twice is named once, in the order of the statements."""
    assert epub.package.texts(f"opf:metadata/dc:{element}") == values


def refinements(epub: Epub, name: str) -> dict[str, str]:
    """The words of an element → what a property says of it."""
    return {
        epub.package.text(f"//*[@id='{str(meta.attribute('refines'))[1:]}']"): meta.text()
        for meta in epub.package.all(f"//opf:meta[@property='{name}']")
    }


def test_title_and_subtitle_are_told_apart(epub: Epub) -> None:
    """By the title-type of EPUB 3."""
    assert refinements(epub, "title-type") == {
        'Wells & "Springs" <for all>': "main",
        "Three statements 🌊": "subtitle",
    }


def test_every_signatory_is_an_author_of_their_own(epub: Epub) -> None:
    """Two authors have two ids, and each has a role."""
    assert refinements(epub, "role") == {"Ada Brook": "aut", "Ben Rill": "aut", "Cem Bach": "aut"}
    assert set(epub.package.texts("//opf:meta[@property='role']/@scheme")) == {"marc:relators"}


def test_what_is_unknown_is_left_out(pamphlet: Pamphlet) -> None:
    """An empty element would be an error."""
    bare = replace(pamphlet, subtitle="", date=None, publisher="", rights="", description="")
    epub = Epub(build(bare))
    elements = {part.name for part in epub.package.all("opf:metadata/dc:*")}
    assert elements == {"identifier", "title", "creator", "language"}


def test_modified_is_the_editions_moment(epub: Epub) -> None:
    """Exactly, and in UTC."""
    assert epub.described("dcterms:modified") == ["2031-06-21T03:04:05Z"]


def test_package_names_its_language(epub: Epub) -> None:
    """Titles and names are read out in it."""
    assert epub.package.element.get(XML_LANG) == "en"


def test_package_is_identified_by_the_editions_identifier(epub: Epub) -> None:
    """And bears no other."""
    identifier = epub.package.one("//dc:identifier")
    assert identifier.attribute("id") == epub.package.attribute("unique-identifier")


def test_accessibility_with_described_pictures(epub: Epub) -> None:
    """The eye has more, but the words alone suffice."""
    assert epub.described("schema:accessMode") == ["textual", "visual"]
    assert epub.described("schema:accessModeSufficient") == ["textual,visual", "textual"]
    assert epub.described("schema:accessibilityHazard") == ["none"]
    assert epub.described("schema:accessibilityFeature") == [
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
        "alternativeText",
    ]
    assert epub.described("schema:accessibilitySummary")[0].endswith("All pictures have a description.")


def test_accessibility_with_a_picture_that_nothing_describes(pamphlet: Pamphlet) -> None:
    """Then the words alone do not suffice, and nothing pretends that they do."""
    statement = replace(pamphlet.statements[1], blocks=(Figure("the well.png", ""),))
    epub = Epub(build(replace(pamphlet, statements=(statement,))))
    assert epub.described("schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in epub.described("schema:accessibilityFeature")
    assert epub.described("schema:accessibilitySummary")[0].endswith("Some pictures have no description.")


def test_accessibility_without_pictures(pamphlet: Pamphlet) -> None:
    """A cover alone makes no book for the eye."""
    statement = replace(pamphlet.statements[1], blocks=(paragraph("Words."),))
    epub = Epub(build(replace(pamphlet, statements=(statement,))))
    assert epub.described("schema:accessMode") == ["textual"]
    assert epub.described("schema:accessModeSufficient") == ["textual"]
    assert "picture" not in epub.described("schema:accessibilitySummary")[0]


def test_a_picture_that_may_move_is_no_known_hazard_and_no_known_safety(pamphlet: Pamphlet) -> None:
    """A GIF may flash; nobody has looked."""
    images = tuple(replace(image, media_type="image/gif") for image in pamphlet.images)
    epub = Epub(build(replace(pamphlet, images=images)))
    assert epub.described("schema:accessibilityHazard") == ["unknown"]
