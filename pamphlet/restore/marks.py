"""A run of words → the same with the dashes, ellipses and spaces that a typewriter or a hurry had replaced."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from pamphlet.model.walk import HIDDEN, Run, respell, spelled_out
from pamphlet.patterns import Pattern

NARROW: Final = "\u202f"
NO_BREAK: Final = "\u00a0"
# Two or three hyphens between words are a dash; between spaces one is, too.
DASH: Final = Pattern(r"(?<=[^\s-])-{2,3}(?=[^\s-])|(?<=\s)-{1,3}(?=\s)|(?<=\S )-{2,3}$|^-{2,3}(?= \S)")
ELLIPSIS: Final = Pattern(r"(?<!\.)\.\.\.(?!\.)")
# In French a no-break space stands before a high mark and inside guillemets: Imprimerie nationale, Lexique des règles.
BEFORE_MARK: Final = Pattern(r"(?P<space>[ \t]?)(?P<mark>[;!?]|:(?=\s|$)|»)")
AFTER_GUILLEMET: Final = Pattern(r"«(?P<space>[ \t]?)(?=\S)")
NEVER_BEFORE: Final = "(«" + NARROW + NO_BREAK + HIDDEN


class Marked(NamedTuple):
    """A run with its marks set, and the words that changed, before and after."""

    run: Run
    changed: tuple[tuple[str, str], ...] = ()


def set_dashes(run: Run, language: str) -> Marked:
    """`word--word` → em dash, ` - ` and ` -- ` → en dash between spaces."""
    del language
    return _respell(run, "-", _dashes)


def _dashes(text: str) -> tuple[str, ...]:
    characters = list(text)
    for dash in DASH.finditer(text):
        tight = dash.start() and dash.end() < len(text) and not text[dash.start() - 1].isspace()
        characters[dash.start() : dash.end()] = ["—" if tight else "–"] + [""] * (len(dash[0]) - 1)
    return tuple(characters)


def set_ellipses(run: Run, language: str) -> Marked:
    """`...` → `…`."""
    del language
    return _respell(run, "...", _ellipses)


def _ellipses(text: str) -> tuple[str, ...]:
    characters = list(text)
    for points in ELLIPSIS.finditer(text):
        characters[points.start() : points.end()] = ["…", "", ""]
    return tuple(characters)


def set_french_spaces(run: Run, language: str) -> Marked:
    """No-break spaces before ; : ! ? and inside « », in French alone."""
    return _respell(run, "", _french_spaces) if language.split("-", 1)[0].casefold() == "fr" else Marked(run)


def _french_spaces(text: str) -> tuple[str, ...]:
    characters = list(text)
    for found in BEFORE_MARK.finditer(text):
        before = text[: found.start()][-1:]
        if not before or before.isspace() or before in NEVER_BEFORE or (before in "?!;:" and found["mark"] != "»"):
            continue
        space = NO_BREAK if found["mark"] == ":" else NARROW
        place = found.start("mark")
        if found["space"]:
            characters[place - 1] = space
        else:
            characters[place] = space + characters[place]
    for found in AFTER_GUILLEMET.finditer(text):
        if found["space"]:
            characters[found.start("space")] = NARROW
        elif text[found.end()] not in NARROW + NO_BREAK:
            characters[found.start()] = "«" + NARROW
    return tuple(characters)


def _respell(run: Run, sign: str, spell: Callable[[str], tuple[str, ...]]) -> Marked:
    """The run spelled otherwise, character by character, and each word that this touches.

    A run without the `sign` is spelled as it was.
    """
    text = spelled_out(run)
    if sign not in text or (characters := spell(text)) == tuple(text):
        return Marked(run)
    changed = []
    for word in re.finditer(r"\S+(?:[ \t](?=[;:!?»](?:\s|$))\S+)*|«[ \t]\S+", text):
        after = "".join(characters[word.start() : word.end()])
        if after != word[0]:
            changed.append((word[0], after))
    return Marked(respell(run, characters), tuple(changed))
