"""Template and values → finished XML, every value escaped unless it is Markup already."""

from __future__ import annotations

from typing import Final

from pamphlet.templating import templates_of

_ENVIRONMENT: Final = templates_of(
    "pamphlet.renderers.epub", trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
)


def fill(template: str, **values: object) -> bytes:
    """The template of that name with the values in place, in UTF-8."""
    return _ENVIRONMENT.get_template(f"{template}.jinja").render(values).encode()


def up_from(path: str) -> str:
    """The way from a document back to the package's folder: "" or "../" a folder."""
    return "../" * path.count("/")
