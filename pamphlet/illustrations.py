"""The figures of the statements → their images, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pamphlet.edition import Settings
from pamphlet.errors import PamphletError
from pamphlet.model import Figure, Image, Statement
from pamphlet.model.walk import all_blocks
from pamphlet.readers.images import read_image

Read = Callable[[str, str], bytes]
"""A file's name in the edition, and the place that names it → its bytes."""


def load_images(statements: Iterable[Statement], settings: Settings, read: Read) -> dict[Image, bytes]:
    """Every picture of the cover and the statements, each once, in order."""
    named = {settings.cover.image: "edition.toml"} if settings.cover.image else {}
    for statement in statements:
        for figure in all_blocks(statement.blocks):
            if isinstance(figure, Figure):
                _refuse_wordless(figure, statement.source)
                named.setdefault(figure.image, statement.source)
    loaded = {name: read(name, where) for name, where in named.items()}
    return {read_image(content, name, name): content for name, content in loaded.items()}


def _refuse_wordless(figure: Figure, source: str) -> None:
    if not figure.alternative.strip():
        raise PamphletError(
            f"the picture {figure.image} has no words for those who cannot see it",
            advice=f"write ![what it shows]({figure.image})",
            where=source,
        )
