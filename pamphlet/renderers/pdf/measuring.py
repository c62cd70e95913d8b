"""A style of the library's → the widths of texts that are set in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import pamphlet.renderers.pdf.library  # noqa: F401 - before anything else of WeasyPrint

# isort: split
from weasyprint.text.ffi import FROM_UNITS, pango
from weasyprint.text.fonts import font_features
from weasyprint.text.line_break import Layout, line_size

# Which properties does the library hand to Pango as features of the font?
FEATURES: Final = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)
# What does the shape of a text depend on? (weasyprint/text/line_break.py)
SHAPING: Final = (
    "font_family",
    "font_size",
    "font_style",
    "font_stretch",
    "font_weight",
    *FEATURES,
    "font_variation_settings",
    "font_language_override",
    "lang",
    "direction",
    "letter_spacing",
    "word_spacing",
    "overflow_wrap",
    "text_decoration_line",
)


LETTERS: Final = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
MARKS: Final = "0-9.,;:!?()/%&'\u2018\u2019\u201c-\u201e\u00ab\u00bb\u2010\u2013\u2014\u2026-"
"""What stands beside letters takes their script and their direction: https://www.unicode.org/reports/tr24/#Common."""
WORD: Final = f"[{MARKS}]*[{LETTERS}][{LETTERS}{MARKS}]*"
LINE: Final = re.compile(f"{WORD}(?: {WORD})+")
"""A line whose words are shaped alike by themselves, for there is a letter in each."""
BESIDE: Final = "n"
"""Stands for the rest of a word."""

MOST_KEPT: Final = 20_000
"""So many texts of a style are kept with their measures, which is those of some fifty statements."""


class Shaped(NamedTuple):
    """A text in one line: its width, its height, and where its baseline is, in CSS pixels."""

    width: float
    height: float
    baseline: float
    direction: int


class SetText(Layout):  # type: ignore[misc] # weasyprint has no types
    """What the library keeps of a text to draw it, without what it made to measure it."""

    def __init__(self, text: str, lasting: Mapping[str, Any]) -> None:
        """It is decorated as the layout that it was measured with, of which this is lasting."""
        self.__dict__.update(lasting)
        self.text = text

    def reactivate(self, style: Any) -> None:  # noqa: ANN401 - weasyprint has no types
        """Be ready to be drawn."""
        self.style = style

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as above
        """The layout that all texts of the style are drawn by, one after the other, when it is asked for."""
        if name not in {"layout", "language"} or "style" not in self.__dict__:
            raise AttributeError(name)
        self.layout, self.language = gauge_of(self.style).clear()
        self.set_text(self.text, justify=True)
        return self.__dict__[name]

    def deactivate(self) -> None:
        """Forget what was made to draw it, if anything was."""
        for name in ACTIVE:
            self.__dict__.pop(name, None)


ACTIVE: Final = ("layout", "language", "style")


def _features_of(style: Any) -> Mapping[str, Any]:  # noqa: ANN401 - weasyprint has no types
    return font_features(*(style[name] for name in FEATURES)) or {}


def _lasting(measured: Layout) -> dict[str, Any]:
    """What every text of a style has: how it is decorated."""
    kept = {name: value for name, value in measured.__dict__.items() if name not in ACTIVE}
    return kept | {"max_width": None, "justification_spacing": 0.0}


class Gauge:
    """Measures texts in one style, each once."""

    def __init__(self, style: Any) -> None:  # noqa: ANN401 - weasyprint has no types
        self._style = style
        self._layout = Layout(style)
        self._drawing = Layout(style)
        self._features = ",".join(f"{name} {value}" for name, value in _features_of(style).items()).encode()
        self._lasting = _lasting(self._layout)
        self._shaped: dict[str, Shaped] = {}
        self._kerned: dict[str, float] = {}
        self.space = self.width(" ")
        apart = style["word_spacing"], style["letter_spacing"]
        self._is_plain = style["direction"] == "ltr" and apart in {(0, "normal"), (0, 0)}

    def width(self, text: str) -> float:
        """How wide a text is in one line."""
        return (self._shaped.get(text) or self.shape(text)).width

    def widths(self, texts: Sequence[str]) -> list[float]:
        """How wide each of some texts is in one line."""
        known, shape = self._shaped.get, self.shape
        return [(known(text) or shape(text)).width for text in texts]

    def shape(self, text: str) -> Shaped:
        """The measures of a text in one line."""
        known = self._shaped.get(text)
        if known is None:
            if len(self._shaped) >= MOST_KEPT:
                self._shaped.clear()
            known = self._shaped[text] = self._shape(text)
        return known

    def shape_line(self, text: str) -> Shaped:
        """The measures of a line: of a plain one, those of its words, with what these are kerned with the spaces."""
        if not (self._is_plain and LINE.fullmatch(text)):
            return self.shape(text)
        known, shape, words = self._shaped.get, self.shape, text.split(" ")
        shaped = [known(word) or shape(word) for word in words]
        first = shaped[0]
        if any(word[1:] != first[1:] for word in shaped):  # in another font
            return self.shape(text)
        kerned = self._kerned_with_spaces(words)
        # Whole units of Pango's, which add up without a rest.
        width = sum(word.width for word in shaped) + (len(words) - 1) * self.space + kerned
        return first._replace(width=width)

    def _kerned_with_spaces(self, words: Sequence[str]) -> float:
        """How much wider a line is than its words and spaces, for the letters beside these."""
        between = [*(f"{word[-1]} " for word in words[:-1]), *(f" {word[0]}" for word in words[1:])]
        for pair in between:
            if pair not in self._kerned:
                letter, beside = pair.strip(), (BESIDE, "") if pair.endswith(" ") else ("", BESIDE)
                alone = self.width(letter.join(beside)) + self.space
                self._kerned[pair] = self.width(pair.join(beside)) - alone
        return sum(map(self._kerned.__getitem__, between))

    def settle(self, text: str) -> SetText:
        """A text in one line, to be drawn."""
        settled = SetText(text, self._lasting)
        if text in self._shaped:
            settled.first_line_direction = self._shaped[text].direction
        return settled

    def clear(self) -> tuple[Any, Any]:
        """The layout that texts are drawn by, as if it were new, and its language."""
        attributes = pango.pango_attr_list_new()
        if self._features:
            pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(self._features))
        pango.pango_layout_set_attributes(self._drawing.layout, attributes)
        pango.pango_attr_list_unref(attributes)
        return self._drawing.layout, self._drawing.language

    def _shape(self, text: str) -> Shaped:
        # Where the last text's spaces were widened, the next would have wide places, too.
        layout = Layout(self._style) if self._style["word_spacing"] else self._layout
        layout.set_text(text)
        line, _ = layout.get_first_line()
        width, height = line_size(line, self._style)
        baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
        return Shaped(width, height, baseline, layout.first_line_direction)


def gauge_of(style: Any) -> Gauge:  # noqa: ANN401 - as above
    """The gauge of a style; styles of one document that shape alike share it."""
    known: Gauge | None = style.__dict__.get("_gauge")
    if known is None:
        gauges = style.font_config.__dict__.setdefault("_gauges", {})
        key = tuple(_key(style[name]) for name in SHAPING)
        known = gauges.get(key)
        if known is None:
            known = gauges[key] = Gauge(style)
        style.__dict__["_gauge"] = known
    return known


def _key(value: object) -> object:
    return value if isinstance(value, str | int | float) else str(value)
