"""The tables of edition.toml as frozen values."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from pamphlet.edition.press_table import PressSettings
from pamphlet.limits import LIMITS, Limits


class CoverSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[cover]` table."""

    kicker: str = ""
    image: str = ""
    alternative: str = ""


class ContactSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[contact]` table: `text` is a sentence or several, each on a line of its own.

    `post` is a postal address, a string a line, or one of one line or several.
    """

    name: str = ""
    text: str | tuple[str, ...] = ()
    web: str | tuple[str, ...] = ()
    mail: str | tuple[str, ...] = ()
    telephone: str | tuple[str, ...] = ()
    post: str | tuple[str, ...] = ()


class ContributorSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[contributors]]` table: somebody who helped and signed nothing."""

    name: str = ""
    role: str = "contributor"


class SeriesSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[series]` table; `position` is the pamphlet's number in it."""

    name: str = ""
    position: str | int | float = ""


class EvaluationSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[evaluation]` table: who evaluated the e-book's accessibility, and what they found."""

    evaluator: str = ""
    conforms_to: str = ""
    report: str = ""


class EpubSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[epub]` table: whether the e-book brings the style's fonts along."""

    fonts: bool = False


class PinSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[restore.pin]]` table: what a line of a source ought to read, whatever the rules make of it."""

    file: str
    line: int
    text: str


class RestoreSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[restore]` table: rules that are not to be used, and lines whose reading is known."""

    off: tuple[str, ...] = ()
    pin: tuple[PinSettings, ...] = ()


class PageSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[page]` table: the trimmed page by its paper name, what its setting fills (0 pages: any), and its links.

    `ragged` text is not justified; `sources` puts the statements' files into the PDF.
    """

    size: str = "A5"
    fit: Literal["", "sheets"] = ""
    pages: int = 0
    links: Literal["note", "address", "qr"] = "note"
    ragged: bool = False
    sources: bool = True

    @property
    def aim(self) -> Literal["", "sheets"] | int:
        """A number of pages, whole sheets, or nothing."""
        return self.pages or self.fit


class MatterSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[matter]` table: what stands around the statements; contents, unless it is said, where there are several.

    `printed_by` is the line that names printer and promoter; `slip` has the lines of the slip on the last leaf.
    """

    half_title: bool = False
    contents: bool | None = None
    openings: Literal["any", "recto"] = "any"
    notes: bool = False
    printed_by: str = ""
    slip: tuple[str, ...] = ()


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """All of edition.toml; "" and () mean that the statements themselves decide."""

    title: str = ""
    subtitle: str = ""
    slug: str = ""
    language: str = ""
    date: str = ""
    publisher: str = ""
    identifier: str = ""
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    print_identifier: str = ""
    style: str = "classic"
    accent: str = ""
    statements: tuple[str, ...] = ()
    contributors: tuple[ContributorSettings, ...] = ()
    series: SeriesSettings = SeriesSettings()
    file_as: dict[str, str] = {}
    evaluation: EvaluationSettings = EvaluationSettings()
    epub: EpubSettings = EpubSettings()
    cover: CoverSettings = CoverSettings()
    contact: ContactSettings = ContactSettings()
    restore: RestoreSettings = RestoreSettings()
    limits: Limits = LIMITS
    page: PageSettings = PageSettings()
    matter: MatterSettings = MatterSettings()
    press: PressSettings = PressSettings()
