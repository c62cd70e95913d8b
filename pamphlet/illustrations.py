"""What the statements show → the images, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePosixPath

from pamphlet.edition import Settings, line_naming
from pamphlet.errors import PamphletError
from pamphlet.limits import HOW_TO_ALLOW
from pamphlet.model import Image, Statement
from pamphlet.model.walk import find_pictures

Read = Callable[[str, str], bytes]
"""A file's name in the edition, and the place that names it → its bytes."""


def load_images(statements: Iterable[Statement], settings: Settings, read: Read) -> dict[Image, bytes]:
    """Every picture of the cover and the statements, each once, in order."""
    named = {settings.cover.image: "edition.toml"} if settings.cover.image else {}
    for statement in statements:
        for shown in find_pictures(statement):
            named.setdefault(shown.image, statement.source)
    if not named:
        return {}
    from pamphlet.readers.images import read_image  # noqa: PLC0415 - Pillow is slow to import, and most texts show none

    limits = settings.limits
    loaded: dict[Image, bytes] = {}
    left = limits.pictures_mb * 1_000_000
    for number, (name, where) in enumerate(named.items(), start=1):
        content = read(name, where)
        left -= len(content)
        if number > limits.pictures or left < 0:
            most = f"{limits.pictures} pictures" if left >= 0 else f"{limits.pictures_mb} MB of pictures"
            raise PamphletError(f"over {most}", advice=f"leave some out, or {HOW_TO_ALLOW}", where=where)
        loaded[read_image(content, name, name, limits)] = content
    return loaded


@contextmanager
def shown_by(texts: Mapping[str, str]) -> Iterator[None]:
    """What is wrong with a picture, with the place in the texts, by their paths, that shows it."""
    try:
        yield
    except PamphletError as error:
        name = PurePosixPath(error.where).name
        shows = name not in {"", *(PurePosixPath(path).name for path in texts)}
        places = ((path, line_naming(text, name)) for path, text in texts.items() if shows)
        place = next((f"{path}:{line}" for path, line in places if line), "")
        if not place:
            raise
        what = f"{error.what}, shown at {place}"
        raise PamphletError(what, advice=error.advice, where=error.where, line=error.line) from error
