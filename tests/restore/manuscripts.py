"""Texts as manuscripts, for the tests."""

from __future__ import annotations

from pamphlet.model import Header, Line, Manuscript

NO_HEADER = Header()


def lines_of(text: str) -> tuple[Line, ...]:
    """Numbered lines, from 1."""
    return tuple(Line(number, line) for number, line in enumerate(text.split("\n"), start=1))


def manuscript(text: str, header: Header = NO_HEADER, name: str = "sources/10-quay-rents.md") -> Manuscript:
    """A manuscript with these lines."""
    return Manuscript(name, lines_of(text), header, "0" * 64)


def written(lines: tuple[Line, ...]) -> str:
    """The lines as one text."""
    return "\n".join(line.text for line in lines)
