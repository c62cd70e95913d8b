"""Characters that no model holds, for no printed page and no XML file can."""

from __future__ import annotations

import re
from typing import Final

# Not a Char: https://www.w3.org/TR/xml/#charsets; nor the controls that it allows, but the tab and the line ends.
UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\ufeff]")

# These part words, on screen or in Unicode: vertical tab, form feed, and the separators of files and records.
PARTING: Final = "\x0b\x0c\x1c\x1d\x1e\x1f\u2028\u2029"

DIRECTING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Turn the direction of what follows, so that it reads otherwise than it is written: https://www.unicode.org/reports/tr9/."""

HIDDEN: Final = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200e\u200f\u202a-\u202e\u2066-\u206f\u3164\ufe00-\ufe0f"
    "\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
"""What shows nothing by itself, and can make one text look like another: the fillers, marks of direction,
tags and selectors among the Default_Ignorable_Code_Points: https://www.unicode.org/reports/tr44/."""

SELECTING: Final = re.compile("(?<=[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])[\ufe0e\ufe0f]")
"""Behind a sign, they say whether a screen draws it in colour: https://www.unicode.org/reports/tr51/#Emoji_Variation_Sequences."""

PRINTED_MARKS: Final = "\u2018\u2019\u201c\u201d\u2013\u2014"
"""What most texts have besides ASCII, and no word has: ‘ ’ “ ” – —."""
