"""edition.toml → typed, validated settings."""

from pamphlet.edition.places import line_naming, line_of, line_setting
from pamphlet.edition.press_table import PressSettings
from pamphlet.edition.reading import parse_settings
from pamphlet.edition.tables import ContactSettings, CoverSettings, PageSettings, Settings

__all__ = [
    "ContactSettings",
    "CoverSettings",
    "PageSettings",
    "PressSettings",
    "Settings",
    "line_naming",
    "line_of",
    "line_setting",
    "parse_settings",
]
