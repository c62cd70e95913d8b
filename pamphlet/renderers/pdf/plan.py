"""What is chosen for the printed pages beside the style: their size, what they fill, and how links are printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from msgspec import Struct, field

from pamphlet.units import Size

Aim = Literal["", "sheets"] | int
"""Nothing, whole sheets, or a number of pages."""
Gathered = Literal["no", "some", "all"]
"""Imprint, contact and colophon have pages of their own; or the colophon stands below the imprint, and the contact on
the back cover; or all of them stand on the back cover."""
Links = Literal["note", "address", "qr"]
"""Their addresses stand at the foot of the page, in brackets after their words, or as codes after the text."""


class MatterChoice(Struct, frozen=True):
    """Which matter stands around the statements.

    `openings` says whether each statement opens on a recto; `notes` puts ruled pages for the reader where a whole sheet
    would have blanks; `printed_by` is the line that names printer and promoter, where the law asks for one; `slip` has
    the lines of a slip to fill in and cut out, the first of which is its title. If it is `sparing`, matter is gathered
    on fewer pages where that saves a sheet.
    """

    half_title: bool = False
    contents: bool = True
    openings: Literal["any", "recto"] = "any"
    notes: bool = False
    printed_by: str = ""
    slip: tuple[str, ...] = ()
    sparing: bool = False


USUAL_MATTER: Final = MatterChoice()


class PagePlan(Struct, frozen=True):
    """The trimmed page, what its setting is to fill, how links are printed, the matter, and the files inside.

    `ragged` text is not justified, whatever the style.
    """

    page: Size
    aim: Aim = ""
    links: Links = "note"
    matter: MatterChoice = USUAL_MATTER
    sources: Mapping[str, bytes] = field(default_factory=dict)
    ragged: bool = False

    @property
    def can_be_parted(self) -> bool:
        """Whether nothing in it is found or filled by the whole of the pages."""
        return not (self.aim or self.matter.notes or self.matter.openings != "any" or self.matter.slip)


class Typeset(NamedTuple):
    """A finished PDF, and what there is to say of how it was set: a line each."""

    content: bytes
    remarks: tuple[str, ...] = ()
