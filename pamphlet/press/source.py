"""The bytes of any PDF → its open pages, or the sentence that says why they cannot be printed."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, PasswordError, Pdf, PikepdfError, String
from pikepdf.models.metadata import decode_pdf_date

from pamphlet.errors import PamphletError
from pamphlet.press.boxes import measure_page
from pamphlet.press.metadata import find_facts, find_title
from pamphlet.units import Size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Page

# What it finds amiss in a file is said in our sentences; without this, Python prints its own besides.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())


@contextmanager
def open_source(pdf: bytes) -> Iterator[Pdf]:
    """The opened PDF; damage that comes to light while its pages are copied is reported too."""
    try:
        with Pdf.open(BytesIO(pdf)) as source:
            refuse_encryption(source)
            refuse_fragment(source)
            yield source
    except PasswordError:
        raise report_encryption() from None
    except (PikepdfError, RecursionError) as error:
        # Readers look for the header in so many bytes: ISO 32000-1, implementation note 13.
        if b"%PDF-" not in pdf[:1024]:
            raise PamphletError("this is no PDF", advice="name one, or a statement to be set") from error
        raise PamphletError("the PDF is damaged and cannot be read", advice="export it anew") from error


def refuse_encryption(source: Pdf) -> None:
    """Stop at a PDF that opens without a password but forbids its reader something."""
    if source.is_encrypted:
        raise report_encryption()


def refuse_fragment(source: Pdf) -> None:
    """Stop at a file that ends too early: what is left of it opens, but pages are missing."""
    if any("unable to find trailer dictionary" in str(warning) for warning in source.get_warnings()):
        raise PamphletError("the PDF breaks off before its end", advice="fetch or export it anew")


@contextmanager
def content_of(number: int) -> Iterator[None]:
    """Whatever rubbish stands in a page's content becomes one sentence that names the page."""
    try:
        yield
    except (TypeError, ValueError, IndexError, AttributeError, KeyError, RecursionError) as error:
        raise PamphletError(f"the content of page {number} is damaged", advice="export the PDF anew") from error


def report_encryption() -> PamphletError:
    """The error for a PDF that is locked in any way."""
    return PamphletError("the PDF is encrypted", advice="save a copy without a password and impose that")


def count_pages(pdf: bytes) -> int:
    """How many pages the PDF has."""
    with open_source(pdf) as source:
        return len(source.pages)


@dataclass(frozen=True, slots=True)
class Described:
    """What a PDF says of itself: "" where it is silent, its date in ISO 8601, and its pages' trimmed sizes."""

    title: str
    language: str
    date: str
    sizes: tuple[Size, ...]


def describe_pdf(pdf: bytes) -> Described:
    """The facts that a ticket names."""
    with open_source(pdf) as source:
        language = source.Root.get("/Lang")
        stated = find_facts(source).get(Name.CreationDate)
        return Described(
            title=find_title(source),
            language=str(language) if isinstance(language, String) else "",
            date=decode_pdf_date(str(stated)).isoformat() if stated is not None else "",
            sizes=measure_pages(source),
        )


def measure_pages(source: Pdf) -> tuple[Size, ...]:
    """Each page's trimmed size."""
    sizes = tuple(measure_page(page) for page in source.pages)
    if not sizes:
        raise PamphletError("the PDF has no pages", advice="give one with at least one page")
    return sizes


def print_annotations(source: Pdf) -> None:
    """Make filled forms, stamps and comments that would be printed part of their pages; the rest is left out."""
    if any(draws_annotations(page) for page in source.pages):
        source.generate_appearance_streams()
        source.flatten_annotations("print")


def draws_annotations(page: Page) -> bool:
    """Whether an annotation leaves a mark on paper: it has an appearance, or is a form's field."""
    return any(Name.AP in each or each.get("/Subtype") == Name.Widget for each in annotations_of(page))


def annotations_of(page: Page) -> list[Object]:
    """What is listed as the page's annotations, without rubbish."""
    listed = page.obj.get("/Annots")
    return [each for each in listed.as_list() if isinstance(each, Dictionary)] if isinstance(listed, Array) else []
