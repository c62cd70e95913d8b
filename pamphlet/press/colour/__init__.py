"""A PDF's colours → grey, black, CMYK, or one plate an ink, by rewriting operators and images; text stays text."""

from pamphlet.press.colour.conversion import Black, Cmyk, Conversion, Grey, Ink
from pamphlet.press.colour.document import convert_colours, separate_inks

__all__ = ["Black", "Cmyk", "Conversion", "Grey", "Ink", "convert_colours", "separate_inks"]
