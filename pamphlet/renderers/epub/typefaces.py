"""Font files and an edition's words → the letters that it needs of them, under a name of our own."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from pamphlet.model import Pamphlet, to_json
from pamphlet.renderers.epub.items import Item

# What readers and stylesheets may set besides the edition's words: figures, bullets, hyphens, marks.
ALWAYS: Final = "0123456789 ‐-–—•…*“”‘’«»„‚.,:;?!()[]ﬁﬂ"
FEATURES: Final = ("kern", "liga", "onum", "pnum", "lnum", "tnum", "smcp", "mark", "mkmk", "locl", "ccmp")
# Where a font keeps the names that readers see: OpenType, name table. 16 and 17 speak for 1 and 2 where they are.
_FAMILY, _STYLE, _FULL_NAME, _POSTSCRIPT_NAME, _TYPOGRAPHIC_FAMILY = 1, 2, 4, 6, 16
# The OFL keeps “Source” for unaltered fonts (clause 3): what we cut down bears another name.
RESERVED: Final = "Source"
OWN: Final = "Pamphlet"
LICENCE: Final = (
    "/* The fonts in this book are cut down from {families} and renamed.\n"
    " * {copyright}\n"
    " * Licensed under the SIL Open Font License 1.1, without any warranty: https://openfontlicense.org */\n"
)


class Typefaces(NamedTuple):
    """The files to bring along, and the rules that set the text in them; both empty if there are none."""

    items: tuple[Item, ...]
    css: str


class _Face(NamedTuple):
    family: str
    weight: int
    is_italic: bool
    copyright: str
    content: bytes


def embed_fonts(pamphlet: Pamphlet, fonts: Mapping[str, bytes]) -> Typefaces:
    """Each font cut down to the edition's letters; the first sets the text."""
    if not fonts:
        return Typefaces((), "")
    letters = {*to_json(pamphlet).decode(), *ALWAYS}
    faces = {name: _cut_down(font, letters) for name, font in fonts.items()}
    items = tuple(_item(number, name, face.content) for number, (name, face) in enumerate(faces.items(), start=1))
    return Typefaces(items, "".join(_rules(list(faces.values()), items)))


def _item(number: int, name: str, content: bytes) -> Item:
    kind = name.rpartition(".")[2]
    return Item(id=f"font-{number}", path=f"fonts/{number}.{kind}", media_type=f"font/{kind}", content=content)


def _rules(faces: list[_Face], items: tuple[Item, ...]) -> Iterator[str]:
    families = list(dict.fromkeys(face.family for face in faces))
    copyrights = "\n * ".join(dict.fromkeys(face.copyright for face in faces))
    originals = ", ".join(family.replace(OWN, RESERVED) for family in families)
    yield LICENCE.format(families=originals, copyright=copyrights)
    for face, item in zip(faces, items, strict=True):
        style = "italic" if face.is_italic else "normal"
        yield (
            f'@font-face {{ font-family: "{face.family}"; font-style: {style}; font-weight: {face.weight}; '
            f"src: url({item.path}) }}\n"
        )
    named = ", ".join(f'"{family}"' for family in families)
    yield f"body {{ font-family: {named}, serif }}\n\n"


def _cut_down(font: bytes, letters: set[str]) -> _Face:
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - slow to import, and few e-books bring fonts
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    # Without this fontTools stamps the file with the time.
    with TTFont(io.BytesIO(font), recalcTimestamp=False, lazy=True) as opened:
        names = opened["name"]
        copyright_notice = " ".join(str(names.getDebugName(0) or "").split())
        family = str(names.getDebugName(_TYPOGRAPHIC_FAMILY) or names.getDebugName(_FAMILY)).replace(RESERVED, OWN)
        weight, is_italic = int(opened["OS/2"].usWeightClass), bool(opened["OS/2"].fsSelection & 1)
        options = Options(layout_features=list(FEATURES), name_IDs=[0, 1, 2, 4, 6, 13, 14], notdef_outline=True)
        options.hinting = False
        options.desubroutinize = True
        subsetter = Subsetter(options)
        subsetter.populate(text="".join(sorted(letters)))
        subsetter.subset(opened)
        _rename(opened, family)
        written = io.BytesIO()
        opened.save(written)
    return _Face(family, weight, is_italic, copyright_notice, written.getvalue())


def _rename(font: Any, family: str) -> None:  # noqa: ANN401 - fontTools ships no types
    """The font under our own name, wherever a reader could see it."""
    style = str(font["name"].getDebugName(_STYLE))
    plain = f"{family}-{style}".replace(" ", "")
    for record in font["name"].names:
        renamed = {_FAMILY: family, _FULL_NAME: f"{family} {style}", _POSTSCRIPT_NAME: plain}.get(record.nameID)
        if renamed:
            record.string = renamed
    if "CFF " in font:
        table = font["CFF "].cff
        table.fontNames = [plain]
        for key in ("FullName", "FamilyName"):
            if hasattr(table.topDictIndex[0], key):
                setattr(table.topDictIndex[0], key, family)
