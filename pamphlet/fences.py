"""Lines of Markdown → which stand between fences, and are to be taken letter by letter; and what fences a box."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

# As Python-Markdown has it, at the line's head alone; the closing fence repeats the opening one.
FENCE: Final = re.compile(r"(?P<marks>~{3,}|`{3,}) *\.?[\w#.+-]* *")
BOXES: Final = ("demands", "pull", "slip", "page")
"""What a box may be: `::: demands` opens one, and `:::` closes it."""
BOX_FENCE: Final = re.compile(r":{3,}[ \t]*(?P<name>[A-Za-z]*)[ \t]*")


def find_fenced(lines: Sequence[str]) -> frozenset[int]:
    """The places, from 0, of the fences that are closed and of the lines between them."""
    if not any(line.startswith(("~~~", "```")) for line in lines):
        return frozenset()
    closing: defaultdict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        closing[line.rstrip(" ")].append(place)
    fenced: set[int] = set()
    for place, line in enumerate(lines):
        fence = None if place in fenced else FENCE.fullmatch(line)
        places = closing.get(fence["marks"], []) if fence else []
        below = bisect_right(places, place)
        if below < len(places):
            fenced.update(range(place, places[below] + 1))
    return frozenset(fenced)
