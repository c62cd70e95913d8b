"""Characters that no model holds, for no printed page and no XML file can."""

from __future__ import annotations

import re
from typing import Final

# Not a Char: https://www.w3.org/TR/xml/#charsets; nor the controls that it allows, but the tab and the line ends.
UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\ufeff]")

# These part words, on screen or in Unicode: vertical tab, form feed, and the separators of files and records.
PARTING: Final = "\x0b\x0c\x1c\x1d\x1e\x1f"
