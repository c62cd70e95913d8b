"""What a reader on a screen turns pages by: the outline, and page numbers that are the folios."""

from __future__ import annotations

from .finished import Pdf


def test_the_outline_has_every_part_and_its_headings(book: Pdf) -> None:
    """Titles on the first level, headings of the second below their statement."""
    assert book.bookmarks == (
        (0, "Contents", 3),
        (0, "Water & who owns it", 4),
        (1, "What we found", 4),
        (0, "What was said at the meeting of the valley in the autumn of that dry year", 6),
        (0, "Wem gehört das Wasser?", 11),
        (0, "Contact", 12),
    )


def test_a_viewer_opens_with_the_outline_and_the_title(book: Pdf) -> None:
    """And not with the name of the file (ISO 14289-1, 7.1)."""
    assert book.pikepdf.Root.PageMode == "/UseOutlines"
    assert book.pikepdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(book.pikepdf.docinfo["/Title"]) == "Wells and springs"


def test_page_numbers_are_the_folios(book: Pdf) -> None:
    """The number in the viewer's box is the number on the paper."""
    labels = [str(page.label) for page in book.pikepdf.pages]
    assert labels == [str(number) for number in range(1, len(book.pages) + 1)]


def test_the_file_states_its_labels(book: Pdf) -> None:
    """In figures from 1, so that no viewer need guess."""
    assert [str(entry) for entry in book.pikepdf.Root.PageLabels.Nums[1].values()] == ["/D"]
