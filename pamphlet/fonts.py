"""The font packages → font files by name, and the characters that they can set."""

from __future__ import annotations

import functools
import importlib.util
import io
import struct
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from pamphlet.cache import digest_of
from pamphlet.compiled import keep, recall
from pamphlet.errors import PamphletError

# Packages that hold the OpenType files of the styles; each is licensed under the SIL Open Font License 1.1.
PACKAGES: Final = ("font_source_serif_pro", "font_source_sans_pro", "fontpkg_fira_sans", "fontpkg_anton")
PROGRAM_FONTS: Final = {"SourceSansPro-Regular.otf": 400, "SourceSansPro-Bold.otf": 700}
"""What pages of the program's own are set in, such as tickets, and the weight of each."""
SYMBOLS: Final = "pymupdf_fonts"
"""The package of Noto’s symbols, which every style falls back on; under the same licence."""
SYMBOL_FONTS: Final = {"symbol2": "NotoSansSymbols2.otf", "symbol1": "NotoSansSymbols.otf", "math": "NotoSansMath.otf"}
"""The fonts in it that are used, by its names for them → what we call their files; in the order of their use."""
# Set by the layout and never drawn: spaces, joiners, soft hyphen, line feed.
UNDRAWN: Final = frozenset("\n\t\u00a0\u00ad\u200b\u200c\u200d\u2060\u202f\u2009\u200a\ufffc")

PLAIN: Final = frozenset(map(chr, range(0x20, 0x7F)))
"""What ASCII has to be drawn."""


def font_folders() -> tuple[Path, ...]:
    """Where the installed font packages keep their files."""
    specs = (importlib.util.find_spec(package) for package in PACKAGES)
    return tuple(Path(spec.origin).parent / "files" for spec in specs if spec and spec.origin)


def load_font(name: str, *, where: str = "", line: int | None = None) -> bytes:
    """A font file of the packages by its name, such as SourceSerifPro-It.otf; `where` names it."""
    if content := _find_font(name):
        return content
    advice = "put it into the style’s folder fonts/, or run pamphlet doctor"
    raise PamphletError(f"no font package holds {name}", advice=advice, where=where, line=line)


_packaged: Final[set[bytes]] = set()
"""The fonts of the packages that were asked for: what is found of these is kept."""


@functools.cache
def _find_font(name: str) -> bytes:
    paths = (folder / name for folder in font_folders())
    found = next((path.read_bytes() for path in paths if path.is_file()), b"")
    _packaged.add(found)
    return found


def symbol_fonts(lacking: Iterable[str]) -> dict[str, bytes]:
    """Of the symbol fonts those that have any of these characters, each only for what those before it lack."""
    wanted, chosen = set(lacking), dict[str, bytes]()
    if not wanted:
        return chosen
    import pymupdf_fonts  # noqa: PLC0415 - only a text with such signs needs it

    for key, name in SYMBOL_FONTS.items():
        if wanted and wanted & _characters(font := pymupdf_fonts.myfont(key)):
            chosen[name] = font
            wanted -= _characters(font)
    return chosen


def face_rules(fonts: Mapping[str, str]) -> str:
    """The rules by which a sheet finds fonts, by their files’ names → which family and weight they are."""
    rules = (f"@font-face {{ font-family: {family}; src: url(fonts/{name}) }}\n" for name, family in fonts.items())
    return "".join(rules)


def program_fonts(family: str, words: str) -> tuple[str, dict[str, bytes]]:
    """The rules and the files of a page of the program's own: its fonts as `family`, and symbols that they lack."""
    fonts = {name: load_font(name) for name in PROGRAM_FONTS}
    symbols = symbol_fonts(uncovered(words, fonts))
    named = {name: f"{family}; font-weight: {weight}" for name, weight in PROGRAM_FONTS.items()}
    rules = face_rules({**named, **{name: Path(name).stem for name in symbols}})
    return rules, {f"fonts/{name}": content for name, content in {**fonts, **symbols}.items()}


def uncovered(text: str, fonts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The characters of a text that none of the fonts can draw, each once, in order.

    A missing glyph would be drawn as an empty box, in silence.
    """
    lacking = set(_without_plain(text, fonts)) - UNDRAWN
    for font in fonts.values():
        if not lacking:  # the first has nearly all, and to read the others takes time
            break
        lacking -= _characters(font)
    return tuple(dict.fromkeys(character for character in text if character in lacking)) if lacking else ()


def _without_plain(text: str, fonts: Mapping[str, bytes]) -> str:
    """The text without what is in ASCII, if the first font has all of that: most of it need not be told apart."""
    first = next(iter(fonts.values()), b"")
    if not first or not _characters(first) >= PLAIN:
        return text
    rest = text.encode("utf-8", "surrogatepass").translate(None, "".join(PLAIN).encode())
    return rest.decode("utf-8", "surrogatepass")


def refuse_broken_font(content: bytes, where: str) -> None:
    """Raise PamphletError where a file is no font, or holds no letters."""
    from fontTools.ttLib import TTLibError  # noqa: PLC0415 - slow to import

    try:
        drawn = _characters(content)
    except (TTLibError, struct.error, AssertionError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise PamphletError(f"no font that we can read ({error})", advice="use another", where=where) from None
    if not drawn:
        raise PamphletError("the font draws no letters", advice="use another", where=where)


def advance_em(text: str, font: bytes, *stand_ins: bytes) -> float:
    """How wide a font sets a text, in ems and without kerning; what it lacks is set by the first of `stand_ins`."""
    units, _, widths = _metrics(font)
    with suppress(KeyError):  # as a rule the font has all letters
        return sum(map(widths.__getitem__, text)) / units
    lacking = [character for character in text if character not in widths] if stand_ins else []
    aside = advance_em("".join(lacking), *stand_ins) if lacking else 0.0
    return aside + sum(widths.get(each, 0 if lacking else units // 2) for each in text) / units


def coded_letters(font: bytes) -> dict[int, str]:
    """The character that each glyph stands for, by its number; the lowest where there are several."""
    return {glyph: letter for letter, glyph in sorted(_metrics(font).glyphs.items(), reverse=True)}


class _Metrics(NamedTuple):
    """Units per em, and of each character the number of its glyph, and its advance in those units."""

    units: int
    glyphs: dict[str, int]
    advances: dict[str, int]


@functools.cache
def _characters(font: bytes) -> frozenset[str]:
    return frozenset(_metrics(font).glyphs)


@functools.cache
def _metrics(font: bytes) -> _Metrics:
    if font not in _packaged:
        return _read_metrics(font)
    from msgspec.msgpack import decode, encode  # noqa: PLC0415 - `doctor.py` is to speak where libraries are missing

    name = digest_of(font)
    if held := recall("metrics", name):
        return decode(held, type=_Metrics)
    read = _read_metrics(font)
    keep(encode(read), "metrics", name)
    return read


def _read_metrics(font: bytes) -> _Metrics:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import

    with TTFont(io.BytesIO(font), lazy=True) as opened:
        # Glyphs by number: their names stand in the outlines, which are large and take a library of their own to read.
        opened.setGlyphOrder([str(number) for number in range(opened["maxp"].numGlyphs)])
        widths, coded = opened["hmtx"].metrics, opened.getBestCmap().items()
        glyphs = {chr(code): int(name) for code, name in coded}
        return _Metrics(opened["head"].unitsPerEm, glyphs, {chr(code): widths[name][0] for code, name in coded})
