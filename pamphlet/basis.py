"""An edition and a style → a name that no others have: what is made of both is kept under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pamphlet.cache import key_of
from pamphlet.model import to_json

if TYPE_CHECKING:
    from pamphlet.gathering import Edition
    from pamphlet.styles import Style


def name_basis(edition: Edition, style: Style) -> str:
    """A name for all that the pages and the e-book are made from; whoever lets them rest on more adds it here."""
    files = (style.templates | dict(style.fonts) | dict(edition.images)).items()
    return key_of(
        to_json(edition.pamphlet),
        msgspec.json.encode((edition.settings, style.facts, style.print_css, style.epub_css)),
        *(part for file in files for part in file),
    )
