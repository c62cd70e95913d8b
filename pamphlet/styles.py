"""A style's name or folder → its sheets and templates, laid over those of the shared base."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.accent import on_screen, parse_accent
from pamphlet.errors import PamphletError
from pamphlet.fonts import SYMBOL_FONTS, advance_em, face_rules, load_font, refuse_broken_font, symbol_fonts
from pamphlet.storage import find_inside, lies_inside, read_file
from pamphlet.style_facts import StyleFacts, line_stating, parse_facts
from pamphlet.style_sheets import (
    Sheet,
    join_sheets,
    refuse_fetching,
    refuse_open_braces,
    refuse_pictures,
    refuse_unknown_families,
)
from pamphlet.traces import note_listed, note_wanting

BASE: Final = "base"
FACTS: Final = "style.toml"
# Which files of a style are read: those that lie here and end so.
PARTS: Final = {"print": (".css", ".jinja"), "epub": (".css",), "fonts": (".otf", ".ttf")}
FONT: Final = re.compile(r"fonts/([\w.-]+)")
ACCENT: Final = "var(--accent)"
MOST_BYTES: Final = 500_000
"""Of a sheet or a template; ours have a twentieth."""


class Style(Struct, frozen=True):
    """CSS for paper and for readers, Jinja templates by name, the fonts that the CSS names, and style.toml's facts.

    `where` is its folder as the user would type it; `sheets` are the files that `print_css` was joined from.
    """

    name: str
    where: str
    print_css: str
    epub_css: str
    templates: dict[str, str]
    facts: StyleFacts
    fonts: Mapping[str, bytes]
    sheets: tuple[Sheet, ...] = ()

    def title_em(self, text: str) -> float:
        """How wide the font of the cover's title sets a text, in ems."""
        text_font = self.facts.text_font or self.facts.title_font
        return advance_em(text, self.fonts[self.facts.title_font], self.fonts[text_font], *self._symbols())

    def text_em(self, text: str) -> float:
        """How wide the font of what stands beside the title sets a text, in ems."""
        return advance_em(text, self.fonts[self.facts.text_font or self.facts.title_font], *self._symbols())

    def _symbols(self) -> tuple[bytes, ...]:
        return tuple(self.fonts[name] for name in SYMBOL_FONTS.values() if name in self.fonts)

    def place(self, line: int) -> tuple[str, int]:
        """The file, and the line in it, that a line of `print_css` comes from."""
        for sheet in self.sheets:
            count = sheet.text.count("\n") + 1
            if line <= count:
                return sheet.where, line
            line -= count
        return self.where, 0


def styles_folder() -> Path:
    """Where the styles lie: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).parent
    return next(folder for folder in (package / "styles", package.parent / "styles") if folder.is_dir())


def style_names() -> tuple[str, ...]:
    """The styles that the program brings."""
    return tuple(sorted(folder.name for folder in styles_folder().iterdir() if folder.is_dir() and folder.name != BASE))


def load_style(name: str, *, beside: Path | None = None, accent: str = "") -> Style:
    """The style by its name, or by a path such as `./mine` from the folder `beside`; laid over the base.

    Raises PamphletError, with the file and the line, where something in it cannot be used.
    """
    folder, where = _find_folder(name, beside)
    return _load_own(name, accent) if folder.parent == styles_folder() else _load(folder, where, accent)


@lru_cache(maxsize=8)
def _load_own(name: str, accent: str) -> Style:
    """A style that the program brings: one process reads it once, whatever it makes."""
    return _load(styles_folder() / name, name, accent)


def _load(folder: Path, where: str, accent: str) -> Style:
    own = _read_files(folder, where)
    base = _read_files(styles_folder() / BASE, BASE)
    if FACTS not in own:
        raise PamphletError(f"the style has no {FACTS}", advice="copy one with `pamphlet new --style`", where=where)
    facts = parse_facts(own[FACTS], f"{where}/{FACTS}")
    colour = parse_accent(accent or facts.accent)
    sheets = (*_sheets(base, BASE, "print"), *_sheets(own, where, "print"))
    screen = (*_sheets(base, BASE, "epub"), *_sheets(own, where, "epub"))
    if folder.parent != styles_folder():
        _refuse_faults(where, sheets, screen)
    return Style(
        name=folder.name,
        where=where,
        print_css=f"{join_sheets(sheets)}\n:root {{ --accent: {colour} }}\n",
        epub_css=join_sheets(screen).replace(ACCENT, on_screen(colour)),
        templates=_templates(base) | _templates(own),
        facts=replace(facts, accent=colour),
        fonts=_load_fonts(folder, where, sheets, facts, own[FACTS]),
        sheets=sheets,
    )


def _refuse_faults(where: str, printed: tuple[Sheet, ...], screen: tuple[Sheet, ...]) -> None:
    """Look the sheets of a style of one's own through for what the layout would pass over, or name without a line."""
    for sheet in (*printed, *screen):
        refuse_open_braces(sheet)
    for sheet in (each for each in printed if each.where.startswith(f"{where}/")):
        refuse_pictures(sheet)
        refuse_unknown_families(sheet, printed)
    for sheet in screen:
        refuse_fetching(sheet)


def with_symbols(style: Style, lacking: Iterable[str]) -> Style:
    """The style with fonts of symbols besides, for characters that its own fonts lack, as far as they have them.

    The sheets need not name them: what no other font has is looked for in all.
    """
    symbols = symbol_fonts(lacking)
    faces = face_rules({name: Path(name).stem for name in symbols})
    return replace(style, print_css=style.print_css + faces, fonts={**style.fonts, **symbols}) if symbols else style


def base_sheet(name: str) -> str:
    """A sheet of the base that is laid over a style for certain pages alone."""
    return _read_text(styles_folder() / BASE, name, f"{BASE}/{name}")


def is_own(style: Style) -> bool:
    """Whether it is a style that the program brings, as it is."""
    return style.where in style_names()


def is_of_base(style: Style, template: str) -> bool:
    """Whether a template of the style says what the base's says."""
    base = styles_folder() / BASE / "print" / template
    return style.templates.get(template) == base.read_text(encoding="utf-8")


def copy_style(name: str, *, templates: bool = False) -> dict[str, bytes]:
    """The files of one of the program's styles by their paths, and the `templates` that it takes from the base."""
    if name not in style_names():
        raise _unknown(name)
    base = _templates(_read_files(styles_folder() / BASE, BASE)) if templates else {}
    files = {f"print/{template}": text for template, text in base.items()}
    files |= _read_files(styles_folder() / name, name)
    return {path: text.encode() for path, text in sorted(files.items())}


def _find_folder(name: str, beside: Path | None) -> tuple[Path, str]:
    """The style's folder, and that folder as the user would type it."""
    if name in style_names():
        return styles_folder() / name, name
    if "/" not in name:
        raise _unknown(name)
    folder = (beside or Path()) / name
    if beside and not lies_inside(beside, folder):
        raise PamphletError(f"the style “{name}” lies outside the edition", advice="copy it into the edition’s folder")
    if not folder.is_dir():
        note_wanting(folder)
        advice = f"make it with `pamphlet new --style classic {folder}`, or check the name"
        raise PamphletError(f"there is no folder “{name}”", advice=advice)
    return folder, str(folder)


def _unknown(name: str) -> PamphletError:
    choice = f"choose one of {', '.join(style_names())}, or name a folder of your own as “./{name}”"
    return PamphletError(f"no style is called “{name}”", advice=choice)


def _read_files(folder: Path, where: str) -> dict[str, str]:
    """The text of each sheet and template, and of style.toml, by its path inside the style."""
    inside = {FACTS: folder / FACTS} if (folder / FACTS).is_file() else {}
    for part in ("print", "epub"):
        files = sorted(path for path in _list_files(folder / part) if path.suffix in PARTS[part])
        inside |= {f"{part}/{path.name}": path for path in files}
    return {name: _read_text(folder, name, f"{where}/{name}") for name in inside}


def _list_files(folder: Path) -> list[Path]:
    """The files in a folder of a style; none where there is no such folder."""
    files = [path for path in folder.glob("[!.]*") if path.is_file()]
    note_listed(folder, (path.name for path in files))
    return files


def _read_text(folder: Path, name: str, where: str) -> str:
    try:
        return (
            read_file(find_inside(folder, name, where=where), most_bytes=MOST_BYTES)
            .decode("utf-8-sig")
            .replace("\r\n", "\n")
        )
    except UnicodeDecodeError:
        raise PamphletError("not UTF-8 text", advice="save it as UTF-8", where=where) from None


def _sheets(files: Mapping[str, str], where: str, medium: str) -> Iterator[Sheet]:
    for name, text in files.items():
        if name.startswith(f"{medium}/") and name.endswith(".css"):
            yield Sheet(f"{where}/{name}", text)


def _templates(files: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix("print/"): text for name, text in files.items() if name.endswith(".jinja")}


def _load_fonts(folder: Path, where: str, sheets: Iterable[Sheet], facts: StyleFacts, stated: str) -> dict[str, bytes]:
    """Every font that a sheet names, from the style's own folder or from the packages."""
    fonts: dict[str, bytes] = {}
    for sheet in sheets:
        for number, line in enumerate(sheet.text.splitlines(), start=1):
            for name in FONT.findall(line):
                fonts[name] = _load_font(folder, name, sheet.where, number)
    for key in ("title_font", "text_font"):
        name = getattr(facts, key)
        if name and name not in fonts:
            what, advice = f"`{key}` is {name}, which no sheet of the style names", "name a font of an @font-face rule"
            raise PamphletError(what, advice=advice, where=f"{where}/{FACTS}", line=line_stating(stated, key))
    return fonts


def _load_font(folder: Path, name: str, where: str, line: int) -> bytes:
    if not name.endswith(PARTS["fonts"]):
        advice = "use an .otf or .ttf file"
        raise PamphletError(f"{name} is no font that can be embedded", advice=advice, where=where, line=line)
    if folder / "fonts" / name not in _list_files(folder / "fonts"):
        return load_font(name, where=where, line=line)
    content = read_file(find_inside(folder, f"fonts/{name}", where=where, line=line))
    refuse_broken_font(content, str(folder / "fonts" / name))
    return content
