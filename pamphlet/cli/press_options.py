"""The options of `pamphlet press`: one for each key of `[press]`, named and checked as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, NoReturn

import click
from click.shell_completion import CompletionItem

from pamphlet.errors import PamphletError
from pamphlet.layouts import LAYOUTS, LayoutName, advise_layout, find_layout


class KeyType(click.ParamType[Any]):
    """One of the values that a key of [press] may have; they are looked up when they are needed."""

    def __init__(self, key: str, *, several: bool = False) -> None:
        self.name = key
        self.several = several

    @property
    def choices(self) -> tuple[str, ...]:
        """What may stand there."""
        from pamphlet.edition.press_table import CHOICES

        return CHOICES[self.name]

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The values, as the help shows them."""
        del param, ctx
        return ",".join(self.choices) if self.several else f"[{'|'.join(self.choices)}]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as stated
        """The value, or a tuple of them; fails on one that does not exist."""
        words = [word.strip().lower() for word in str(value).split(",")] if self.several else [str(value).lower()]
        if unknown := [word for word in words if word not in self.choices]:
            self.fail(f"“{unknown[0]}” is none of {', '.join(self.choices)}", param, ctx)
        return tuple(dict.fromkeys(words)) if self.several else words[0]

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The values that begin so."""
        del ctx, param
        return [CompletionItem(value) for value in self.choices if value.startswith(incomplete)]


class LayoutType(click.ParamType[LayoutName]):
    """A layout, by its own or another name."""

    name = "layout"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> LayoutName:
        """The layout that is called so; fails with the one that was probably meant."""
        called = str(value)
        return find_layout(called) or self.fail(f"no layout is called “{called}”; {advise_layout(called)}", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The names that begin so."""
        del ctx, param
        return [CompletionItem(name) for name in LAYOUTS if name.startswith(incomplete)]


class Number(click.ParamType[float]):
    """A number, with a decimal point or a comma; `unit` may stand behind it."""

    name = "number"

    def __init__(self, unit: str = "", *, whole: bool = False) -> None:
        self.unit, self.whole = unit, whole

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number, whole where it has to be."""
        written = str(value).strip().removesuffix(self.unit).strip().replace(",", ".")
        try:
            return int(written) if self.whole else float(written)
        except ValueError:
            wanted = "whole number; write one such as 60" if self.whole else "number; write one such as 0.1"
            self.fail(f"“{value}” is no {wanted}", param, ctx)


class Shift(click.ParamType[tuple[float, float]]):
    """Two millimetres, right and up, with a comma."""

    name = "X,Y"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float]:
        """The two numbers."""
        try:
            right_mm, up_mm = (float(part) for part in str(value).split(","))
        except ValueError:
            self.fail("write two numbers with a comma, right and up, such as 1.5,-0.5", param, ctx)
        return right_mm, up_mm


class KeyOption(NamedTuple):
    """A key of [press] with what its option takes, and what the help says."""

    key: str
    kind: click.ParamType[Any]
    says: str
    metavar: str | None = None


def _choose(key: str, says: str) -> KeyOption:
    return KeyOption(key, KeyType(key), says)


GROUPS: Final[Mapping[str, tuple[KeyOption, ...]]] = {
    "Sheets": (
        KeyOption("layout", LayoutType(), f"How pages become sheets: {', '.join(LAYOUTS)}.", "LAYOUT"),
        KeyOption("sheet", click.STRING, "The paper in the tray: A4, A3, Letter, 320x450 (mm) …", "PAPER"),
        _choose("binding", "The edge that copies are bound on."),
        KeyOption("signature_sheets", Number(whole=True), "signatures: sheets in each; 0 divides evenly.", "NUMBER"),
        KeyOption("up", Number(whole=True), "cut-and-stack: leaves on a sheet.", "NUMBER"),
        _choose("fit", "Refuse pages that are too large, or crop them and say what is lost."),
        KeyOption("blanks", click.STRING, "Blank pages: white, notes, slip, or a PDF to put there.", "WHAT"),
        KeyOption("marks", KeyType("marks", several=True), "Marks beside the pages, with commas."),
    ),
    "Printer": (
        _choose("duplex", "The edge over which the printer turns sheets, or by hand."),
        _choose("hand_turn", "By hand: the edge over which you turn the pile."),
        _choose("hand_order", "By hand: the sheet that the printer takes first."),
        KeyOption("printer_margin_mm", Number("mm"), "What the printer leaves white.", "MM"),
        KeyOption("back_shift_mm", Shift(), "How backs are moved, right and up; see --calibrate.", "X,Y"),
    ),
    "Paper": (
        KeyOption("paper_thickness_mm", Number("mm"), "For creep and the ticket.", "MM"),
        KeyOption("paper_weight", Number("g"), "In g/m², for the ticket.", "GSM"),
        KeyOption("gutter_mm", Number("mm"), "Keep pages this much farther from the spine.", "MM"),
    ),
    "Colour": (
        _choose("colour", "What becomes of colours; plates is one file for each ink."),
        KeyOption("accent", click.STRING, "plates: the second drum's colour, such as #ff4c65.", "#RRGGBB"),
        KeyOption("accent_name", click.STRING, "plates: what its file is called.", "NAME"),
        KeyOption("icc_profile", click.STRING, "cmyk: the print shop's profile.", "FILE"),
        KeyOption("ink_limit", Number("%"), "cmyk: the most ink on one spot.", "PER CENT"),
    ),
    "Print shop (layout single)": (
        KeyOption("bleed_mm", Number("mm"), "How far ink runs past the trim.", "MM"),
        _choose("missing_bleed", "Where the PDF has no bleed."),
    ),
    "Ticket": (
        KeyOption("copies", Number(whole=True), "How many copies are wanted.", "NUMBER"),
        KeyOption("price_sheet", click.STRING, "What one sheet costs, such as 0.04.", "PRICE"),
        KeyOption("currency", click.STRING, "In which money.", "NAME"),
    ),
}


def name_option(key: str) -> str:
    """The option for a key: `--back-shift-mm`."""
    return f"--{key.replace('_', '-')}"


def press_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """All options, so that the help lists them in this order."""
    for group in reversed(list(GROUPS.values())):
        for option in reversed(group):
            decorate = click.option(
                name_option(option.key), option.key, type=option.kind, metavar=option.metavar, help=option.says
            )
            command = decorate(command)
    return command


def stated(options: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that were given on the command line."""
    return {key: value for key, value in options.items() if value is not None}


def refuse_option(key: str, what: str, advice: str) -> NoReturn:
    """The error for a key that came from the command line: it is called as it was typed."""
    option, said = name_option(key), _as_typed(what)
    named = said.startswith(f"{option} ")
    raise PamphletError(said, advice=_as_typed(advice), where="" if named else option)


def _as_typed(sentence: str) -> str:
    keys = [option.key for group in GROUPS.values() for option in group]
    for key in keys:
        sentence = sentence.replace(f"`{key}`", name_option(key))
    return sentence
