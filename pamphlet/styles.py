"""A style's name or folder → its sheets and templates, laid over those of the shared base."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pamphlet.errors import PamphletError
from pamphlet.fonts import load_fonts

BASE: Final = "base"


@dataclass(frozen=True, slots=True)
class Style:
    """CSS for paper and for readers, Jinja templates by name, and the fonts that the CSS names.

    `title_font` is the file that sets the cover's title, so that it can be measured before it is set.
    """

    name: str
    print_css: str
    epub_css: str
    templates: dict[str, str]
    title_font: str
    fonts: dict[str, bytes]


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
        title_font=_read_toml(folders[-1] / "style.toml")["title_font"],
        fonts=load_fonts(dict.fromkeys(re.findall(r"fonts/([\w.-]+)", print_css))),
    )


def _read_toml(path: Path) -> dict[str, str]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _joined_sheets(folders: tuple[Path, ...], medium: str) -> str:
    sheets = (sheet for folder in folders for sheet in sorted((folder / medium).glob("*.css")))
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def _templates(folders: tuple[Path, ...]) -> dict[str, str]:
    return {
        template.name: template.read_text(encoding="utf-8")
        for folder in folders
        for template in sorted((folder / "print").glob("*.jinja"))
    }
