"""Lines → lines with superior and inferior figures where a program marked them; what else it marked so is flagged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import Group, fenced_lines, group_lines
from pamphlet.restore.rule import Context, Outcome, changed_words

RULE: Final = "export"
SIGNS: Final = ("^", "~", "\\*")
# What pandoc writes of raised and lowered figures, as in m^2^, a call^1^, H~2~O; and where no mark stands: escapes,
# code, where links lead, addresses. Every font of the styles has these figures as characters.
FIGURES: Final = Pattern(
    r"\\.|(?<!`)(?P<ticks>`++)(?:(?!`).)+(?P=ticks)|\]\([^()\s]*\)|<[^<>\s]*>|(?<!\w)\w+://\S+"
    r"|(?:(?<=[\w.,;:!?)\]\"'”’“»*])|^)\^(?P<raised>\d{1,3})\^(?!\w)|(?:(?<=[^\W\d_])|(?<=\)))~(?P<lowered>\d{1,3})~(?!\d)",
    re.DOTALL | re.MULTILINE,
)
SUPERIORS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
INFERIORS: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
# What is left, but for what the reader knows: letters and numbers, as in 1^er^ and 10^-3^.
DOUBTS: Final = (
    (
        Pattern(r"(?<![\\~])~~(?=[^\s~])[^~]+(?<=[^\s~\\])~~(?!~)"),
        "“{}” was struck out in the file; take the words away, or the ~~ round them",
    ),
    (
        Pattern(r"[^\W_]{1,20}~[^\s~]{1,20}(?<!\\)~(?!~)"),
        "part of “{}” was set low in the file, which no page shows; take the ~ round it away",
    ),
    (
        Pattern(r"[^\W_]{1,20}\^(?!(?:[^\W\d_]{1,5}|[-+–−]\d{1,3})\^(?!\w))[^\s^]{1,20}(?<!\\)\^"),
        "part of “{}” was set high in the file, which no page shows; take the ^ round it away",
    ),
)
# A word processor knows no break, so that each asterisk is escaped.
BREAK: Final = Pattern(r"\s*(?:\\\*\s*){3,}")
BREAK_MARKS: Final = Pattern(r"\S.*")
BROKEN: Final = "* * *"


def set_superiors(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Figures that were raised or lowered, and breaks; a warning where other words were, or were struck out."""
    if not any(sign in line.text for line in lines for sign in SIGNS):
        return Outcome(lines)
    fenced = fenced_lines(lines)
    changed: dict[int, Line] = {}
    warnings: list[Warning] = []
    for group in group_lines(lines):
        if group[0].number in fenced:
            continue
        is_break = len(group) == 1 and BREAK.fullmatch(group[0].text)
        texts = (
            [BREAK_MARKS.sub(BROKEN, group[0].text)] if is_break else FIGURES.sub(_spelled, _as_one(group)).split("\n")
        )
        mended = tuple(replace(line, text=text) for line, text in zip(group, texts, strict=True))
        changed |= {after.number: after for before, after in zip(group, mended, strict=True) if before != after}
        warnings += _doubts(mended, context.file)
    repairs = (
        repair
        for line in lines
        if line.number in changed
        for repair in changed_words(RULE, context.file, line, changed[line.number])
    )
    return Outcome(tuple(changed.get(line.number, line) for line in lines), tuple(repairs), tuple(warnings))


def _as_one(group: Group) -> str:
    return "\n".join(line.text for line in group)


def _spelled(found: re.Match[str]) -> str:
    if found["raised"]:
        return found["raised"].translate(SUPERIORS)
    return found["lowered"].translate(INFERIORS) if found["lowered"] else found[0]


def _doubts(group: Group, file: str) -> Iterator[Warning]:
    """A warning for each word that was marked so; code and addresses are left out."""
    bare = FIGURES.sub(
        lambda hidden: re.sub(r"[~^]", " ", hidden[0]) if hidden[0][0] != "\\" else hidden[0], _as_one(group)
    )
    for pattern, message in DOUBTS:
        for found in pattern.finditer(bare):
            line = group[bare.count("\n", 0, found.start())].number
            yield Warning(RULE, file, line, message.format(" ".join(found[0].split())))
