"""A style's name or folder → its sheets and templates, laid over those of the shared base."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from pamphlet.errors import PamphletError
from pamphlet.fonts import load_fonts

BASE: Final = "base"


class PageMeasures(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[page]` table of style.toml: how a style's text differs from what the page's width suggests.

    `text_scale` makes a face larger or smaller that looks otherwise than its size says; `text_pt` and `leading_pt`
    fix both, whatever the page. A measure is no wider than `widest_em` ems of the text. With `title_lines`, each line
    of a statement's title is as wide as the measure, and the whole no higher than so many lines of the text.
    """

    text_scale: float = 1.0
    text_pt: float = 0.0
    leading_pt: float = 0.0
    widest_em: float = 30.5
    title_lines: int = 0


class CoverMeasures(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[cover]` table of style.toml: the room that the sheet leaves to the title and to the list of statements.

    They are millimetres and points on a page of 148 mm, and grow with the page. `title_share` and `list_share` are
    where the title's part ends and the list begins, as shares of the page's height; `padding_mm` is what of the
    title's part stays white above and below. With `fill`, every line of a title is as wide as the measure.
    """

    left_mm: float = 18.0
    right_mm: float = 18.0
    title_share: float = 0.56
    padding_mm: float = 20.0
    largest_pt: int = 80
    title_leading: float = 1.08
    kicker_pt: float = 13.0
    kicker_leading_pt: float = 18.0
    subtitle_pt: float = 14.0
    subtitle_leading_pt: float = 17.5
    gap_mm: float = 6.0
    list_left_mm: float = 18.0
    list_share: float = 0.635
    list_pt: float = 10.5
    list_leading_pt: float = 14.0
    list_gap_pt: float = 7.0
    foot_mm: float = 20.0
    fill: bool = False


class StyleFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """style.toml: what the program must know of a style before its pages are set.

    `title_font` is the file that sets the cover's title and `text_font` the one that sets the words beside it, so that
    they can be measured; `accent` is the colour that the edition may change, `accent_on_screen` the same as the
    e-book's sheet writes it.
    """

    title_font: str
    text_font: str = ""
    accent: str = ""
    accent_on_screen: str = ""
    page: PageMeasures = PageMeasures()
    cover: CoverMeasures = CoverMeasures()


@dataclass(frozen=True, slots=True)
class Style:
    """CSS for paper and for readers, Jinja templates by name, the fonts that the CSS names, and style.toml's facts."""

    name: str
    print_css: str
    epub_css: str
    templates: dict[str, str]
    facts: StyleFacts
    fonts: dict[str, bytes]

    @property
    def title_font(self) -> bytes:
        """The font of the cover's title."""
        return self.fonts[self.facts.title_font]

    @property
    def text_font(self) -> bytes:
        """The font of what stands beside the title."""
        return self.fonts[self.facts.text_font or self.facts.title_font]


def styles_folder() -> Path:
    """Where the styles lie: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).parent
    return next(folder for folder in (package / "styles", package.parent / "styles") if folder.is_dir())


def style_names() -> tuple[str, ...]:
    """The styles that the program brings."""
    return tuple(sorted(folder.name for folder in styles_folder().iterdir() if folder.is_dir() and folder.name != BASE))


def load_style(name: str) -> Style:
    """The style by its name, over the base."""
    if name not in style_names():
        raise PamphletError(f"no style is called “{name}”", advice=f"choose one of {', '.join(style_names())}")
    folders = (styles_folder() / BASE, styles_folder() / name)
    print_css = _joined_sheets(folders, "print")
    return Style(
        name=name,
        print_css=print_css,
        epub_css=_joined_sheets(folders, "epub"),
        templates=_templates(folders),
        facts=_read_facts(folders[-1] / "style.toml"),
        fonts=load_fonts(dict.fromkeys(re.findall(r"fonts/([\w.-]+)", print_css))),
    )


def _read_facts(path: Path) -> StyleFacts:
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), StyleFacts)


def _joined_sheets(folders: tuple[Path, ...], medium: str) -> str:
    sheets = (sheet for folder in folders for sheet in sorted((folder / medium).glob("*.css")))
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def _templates(folders: tuple[Path, ...]) -> dict[str, str]:
    return {
        template.name: template.read_text(encoding="utf-8")
        for folder in folders
        for template in sorted((folder / "print").glob("*.jinja"))
    }
