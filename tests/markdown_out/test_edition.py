"""The whole edition as one file of Markdown."""

from __future__ import annotations

from pamphlet.model import (
    Address,
    Author,
    Colophon,
    Contact,
    Cover,
    Date,
    Footnote,
    Heading,
    NoteReference,
    PageBreak,
    Pamphlet,
    Paragraph,
    Source,
    Statement,
    Text,
)
from pamphlet.renderers.markdown import render


def statement(slug: str) -> Statement:
    """A statement with a heading and a note."""
    return Statement(
        slug=slug,
        title=(PageBreak(4), Text("Water & who")),
        authors=(Author("Ada Brook", "well keeper"),),
        date=Date("1 May 2031", "2031-05-01"),
        language="en",
        blocks=(
            Heading(2, (Text("Why"),)),
            Paragraph((Text("It is "), PageBreak(5), Text("ours."), NoteReference("1"))),
            Footnote("1", (Paragraph((Text("All of it."),)),)),
        ),
        source=f"{slug}.md",
    )


HEAD = "## Water & who\n\n*Ada Brook, well keeper*\n\n*1 May 2031*\n\n"
PAMPHLET = Pamphlet(
    title="Wells",
    subtitle="Two statements",
    slug="wells",
    language="en",
    date=Date("June 2031", "2031-06"),
    modified="2031-06-01T00:00:00Z",
    publisher="The Mill Lane Assembly",
    identifier="978-3-16-148410-0",
    rights="Pass it on.",
    description="",
    cover=Cover(),
    statements=(statement("a"), statement("b")),
    contact=Contact("The Assembly", (Address("mail", "water@example.org", "mailto:water@example.org"),)),
    colophon=Colophon("Pamphlet 0.1", (Source("a.md", "a1" * 32),)),
)


def test_the_edition_is_one_text_from_title_to_colophon() -> None:
    """Headings sink a level, notes of several statements stay apart, and pages leave no trace."""
    assert render(PAMPHLET).decode() == (
        "# Wells\n\nTwo statements\n\nJune 2031\n\nThe Mill Lane Assembly\n\n"
        f"{HEAD}### Why\n\nIt is ours.[^1-1]\n\n[^1-1]: All of it.\n\n"
        f"{HEAD}### Why\n\nIt is ours.[^2-1]\n\n[^2-1]: All of it.\n\n"
        "## Contact\n\n**The Assembly**\n\n[water@example.org](mailto:water@example.org)\n\n"
        "## Colophon\n\nSet with Pamphlet 0.1.\n\nISBN 978-3-16-148410-0\n\nPass it on.\n\nMade from:\n\n"
        f"- a.md, SHA-256 `{'a1' * 32}`\n"
    )
