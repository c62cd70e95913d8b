"""Lines → lines in the characters that their author typed: no mojibake, no glyphs, nothing that cannot be printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.model.characters import PARTING, UNPRINTABLE
from pamphlet.patterns import Pattern
from pamphlet.restore.hyphens import may_be_compound
from pamphlet.restore.rule import Context, Outcome, changed_words

# The model may hold U+0085, for XML calls it a line end; inside a line it is the ellipsis of Windows.
CONTROL: Final = Pattern(f"{UNPRINTABLE.pattern}|[\x85\u2028\u2029]")
# UTF-8 read as Windows-1252 shows these; ftfy then decides whether the line is certain to be such.
MISREAD: Final = Pattern(
    "[\u00c2\u00c3\u00c5\u00c4\u00ce\u00cf\u00d0\u00d1\u00e2\u00ef][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]"
)
# A closing mark whose last byte Windows-1252 has no sign for, so that a program lost it: of all that may have stood
# there, only ” closes a word.
LOST_MARK: Final = Pattern("(?<=[^\\s\u00e2])\u00e2\u20ac(?:\ufffd|(?=[\\s.,;:!?)\\]]|$))")
LIGATURES: Final = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "ſt",
    "\ufb06": "st",
}
LIGATURE: Final = Pattern("[\ufb00-\ufb06]")
# Inside words these show nothing and break every search; a joiner of Arabic or Indic letters is left alone, and so is a
# soft hyphen at the end of a line, which tells that the word goes on.
INVISIBLE: Final = Pattern(
    "\u00ad(?!$)|[\u200b\u2060-\u2064\ufeff]|(?<=[A-Za-zÀ-ɏͰ-ӿ])[\u200c\u200d](?=[A-Za-zÀ-ɏͰ-ӿ])"
)


SOFT: Final = Pattern(r"(?<![\w\u00ad])([^\W\d_]+)\u00ad([^\W\d_]+)(?![\w\u00ad])")
COMPOUND: Final = "had a soft hyphen, which was taken out; write it with a hyphen if it is a compound"


def mend_mojibake(lines: tuple[Line, ...], context: Context) -> Outcome:
    """`â€œ` → “, where a line was certainly UTF-8 that somebody read as Windows-1252; `â€` behind a word → ”."""
    return _mend("mojibake", lines, context, lambda text: _reread(text) if MISREAD.search(text) else text)


def _reread(text: str) -> str:
    from ftfy import fix_encoding  # noqa: PLC0415 - a twentieth of a second, and few texts need it

    return fix_encoding(LOST_MARK.sub("”", text))


def spell_ligatures(lines: tuple[Line, ...], context: Context) -> Outcome:
    """`ﬁ` → fi: the glyph is the typeface's business."""
    return _mend("ligature", lines, context, lambda text: LIGATURE.sub(lambda found: LIGATURES[found[0]], text))


def drop_invisible(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Soft hyphens inside lines, zero-width spaces and joiners go."""
    mended = _mend("invisible", lines, context, lambda text: INVISIBLE.sub("", text.rstrip()) + _trailing(text))
    doubts = (
        Warning("invisible", context.file, line.number, f"“{found[1]}{found[2]}” {COMPOUND}")
        for line in lines
        for found in (SOFT.finditer(line.text) if "\u00ad" in line.text else ())
        if may_be_compound(found[1], found[2], context.language)
    )
    return mended._replace(warnings=tuple(doubts))


def _trailing(text: str) -> str:
    return text[len(text.rstrip()) :]


def _mend(rule: str, lines: tuple[Line, ...], context: Context, change: Callable[[str], str]) -> Outcome:
    # What is mended here is never ASCII.
    mended = tuple(line if line.text.isascii() else replace(line, text=change(line.text)) for line in lines)
    repairs = tuple(
        repair
        for old, new in zip(lines, mended, strict=True)
        if old != new
        for repair in changed_words(rule, context.file, old, new)
    )
    return Outcome(mended, repairs)


def drop_control_characters(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Lines without control characters; what parted two words is a space, and Windows' quotation marks are marks."""
    clean = tuple(
        line if line.text.isprintable() else replace(line, text=CONTROL.sub(_printable, line.text)) for line in lines
    )
    repairs = tuple(
        repair for old, new in zip(lines, clean, strict=True) if old != new for repair in _named(old, new, context.file)
    )
    return Outcome(clean, repairs)


def _printable(found: re.Match[str]) -> str:
    character = found[0]
    if "\x80" <= character <= "\x9f":
        # Windows-1252 taken for ISO 8859-1: https://encoding.spec.whatwg.org/#names-and-labels
        return bytes([ord(character)]).decode("cp1252", errors="ignore")
    return " " if character in PARTING else ""


def _named(old: Line, new: Line, file: str) -> tuple[Repair, ...]:
    """An entry for each word that reads otherwise, or else one for the line; it names the characters that went."""
    note = " ".join(f"U+{ord(each[0]):04X}" for each in CONTROL.finditer(old.text))
    changed = changed_words("control-character", file, old, new)
    unseen = (Repair("control-character", file, old.number, "", ""),)
    return tuple(replace(each, note=note) for each in changed or unseen)
