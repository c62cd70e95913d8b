"""What the package says of the book."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pamphlet.model import Contributor, Evaluation, Figure, Pamphlet, Series, SortName

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
    assert epub.described("schema:accessibilitySummary") == [
        (
            "Text in reading order with headings and contents; size, typeface and colours can be changed. "
            "All pictures have a description. Tables name their columns. "
            "Notes are linked with the text in both directions."
        )
    ]


def test_accessibility_with_a_picture_that_only_decorates(pamphlet: Pamphlet) -> None:
    """It says nothing to the eye that the words do not say, and has no words of its own."""
    statement = replace(pamphlet.statements[1], blocks=(Figure("the well.png", ""),))
    epub = Epub(build(replace(pamphlet, statements=(statement,))))
    assert epub.described("schema:accessMode") == ["textual"]
    assert epub.described("schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" not in epub.described("schema:accessibilityFeature")


def test_accessibility_without_pictures(pamphlet: Pamphlet) -> None:
    """A cover alone makes no book for the eye."""
    statement = replace(pamphlet.statements[1], blocks=(paragraph("Words."),))
    epub = Epub(build(replace(pamphlet, statements=(statement,))))
    assert epub.described("schema:accessMode") == ["textual"]
    assert epub.described("schema:accessModeSufficient") == ["textual"]
    assert "picture" not in epub.described("schema:accessibilitySummary")[0]


def test_persons_and_title_are_filed_as_the_edition_says(pamphlet: Pamphlet) -> None:
    """And as nothing else: nobody guesses which part of a name is the last."""
    filed = (SortName("Ada Brook", "Brook, Ada"), SortName('Wells & "Springs" <for all>', "Wells and Springs"))
    epub = Epub(build(replace(pamphlet, sort_names=filed)))
    assert refinements(epub, "file-as") == {
        "Ada Brook": "Brook, Ada",
        'Wells & "Springs" <for all>': "Wells and Springs",
    }


def test_contributors_have_their_roles(pamphlet: Pamphlet) -> None:
    """By the codes that libraries use."""
    helpers = (Contributor("Mira Quill", "edt"), Contributor("Jon Reed", "ill"))
    epub = Epub(build(replace(pamphlet, contributors=helpers)))
    assert epub.package.texts("//dc:contributor") == ["Mira Quill", "Jon Reed"]
    assert refinements(epub, "role").items() >= {"Mira Quill": "edt", "Jon Reed": "ill"}.items()


def test_subjects_stand_in_the_order_of_the_edition(pamphlet: Pamphlet) -> None:
    """One element each."""
    epub = Epub(build(replace(pamphlet, subjects=("Water", "Commons"))))
    assert epub.package.texts("//dc:subject") == ["Water", "Commons"]


def test_a_series_has_its_name_and_the_place_in_it(pamphlet: Pamphlet) -> None:
    """As a collection of the kind “series”."""
    epub = Epub(build(replace(pamphlet, series=Series("Wellham Papers", "3"))))
    assert epub.described("belongs-to-collection") == ["Wellham Papers"]
    assert refinements(epub, "collection-type") == {"Wellham Papers": "series"}
    assert refinements(epub, "group-position") == {"Wellham Papers": "3"}


def test_identifiers_are_labelled_by_their_scheme(pamphlet: Pamphlet) -> None:
    """An ISBN in any spelling, a DOI as the address that finds it, and the NCX knows the first."""
    numbered = replace(pamphlet, identifier="ISBN 978-3-16-148410-0", identifiers=("doi:10.5555/wells.3", "WP 3"))
    epub = Epub(build(numbered))
    assert epub.package.texts("//dc:identifier") == [
        "urn:isbn:9783161484100",
        "https://doi.org/10.5555/wells.3",
        "WP 3",
    ]
    assert refinements(epub, "identifier-type") == {
        "urn:isbn:9783161484100": "15",
        "https://doi.org/10.5555/wells.3": "06",
    }
    assert epub.document("toc.ncx").text("//ncx:meta[@name='dtb:uid']/@content") == "urn:isbn:9783161484100"
    assert "ISBN 978-3-16-148410-0" in epub.document("colophon.xhtml").texts("//h:dd")


def test_conformance_is_claimed_only_in_an_evaluators_name(pamphlet: Pamphlet, epub: Epub) -> None:
    """Who looked, what they found, and where they say so."""
    found = Evaluation("Wellham Library", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", "https://example.org/report")
    evaluated = Epub(build(replace(pamphlet, evaluation=found)))
    assert epub.described("dcterms:conformsTo") == []
    assert evaluated.described("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert refinements(evaluated, "a11y:certifiedBy") == {
        "EPUB Accessibility 1.1 - WCAG 2.2 Level AA": "Wellham Library"
    }
    assert evaluated.package.text("//opf:link[@rel='a11y:certifierReport']/@href") == "https://example.org/report"
