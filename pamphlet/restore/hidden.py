"""Lines → lines without what nobody can see and what turns the direction of the words; each is named and in doubt.

No doubt is left by what only says whether a screen draws a sign in colour.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.model.characters import DIRECTING, HIDDEN, SELECTING
from pamphlet.patterns import Pattern
from pamphlet.restore.rule import Context, Outcome

RULE: Final = "hidden"
# Where a line holds Hebrew or Arabic letters, these marks are spelling: https://www.unicode.org/reports/tr9/#Implicit_Directional_Marks
MARKS: Final = "\u200e\u200f\u061c"
RIGHT_TO_LEFT: Final = Pattern("[\u05d0-\u05f2\u0620-\u064a\u0671-\u06d3\u0710-\u08c7\ufb1d-\ufdff\ufe70-\ufefc]")


def drop_hidden(lines: tuple[Line, ...], context: Context) -> Outcome:
    """What was meant by an override or a tag cannot be known, so somebody should look at the line."""
    mended: list[Line] = []
    repairs: list[Repair] = []
    warnings: list[Warning] = []
    for line in lines:
        if line.text.isascii() or not HIDDEN.search(line.text):
            mended.append(line)
            continue
        kept = MARKS if RIGHT_TO_LEFT.search(line.text) else ""
        found = [held for held in HIDDEN.findall(line.text) if held not in kept]
        mended.append(replace(line, text=HIDDEN.sub(lambda held: held[0] if held[0] in kept else "", line.text)))  # noqa: B023 - used at once
        if found:
            named = " ".join(f"U+{ord(held):04X}" for held in dict.fromkeys(found))
            repairs.append(Repair(RULE, context.file, line.number, "", "", note=named))
            if any(held not in kept for held in HIDDEN.findall(SELECTING.sub("", line.text))):
                warnings.append(Warning(RULE, context.file, line.number, _doubt(line.text, named)))
    return Outcome(tuple(mended), tuple(repairs), tuple(warnings))


def _doubt(text: str, named: str) -> str:
    if DIRECTING.search(text):
        return f"what turns the direction of the words was taken out ({named}); see that they read as they are meant"
    return f"what nobody can see was taken out ({named}); see whether anything was meant by it"
