"""Lines → lines as a program ought to have saved them as Markdown: without its attributes, fences and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from msgspec.structs import replace

from pamphlet.model import Line, Repair
from pamphlet.model.matter import LANGUAGE_TAG
from pamphlet.restore.lines import Group, as_lines, fenced_lines, group_lines
from pamphlet.restore.rule import Context, Outcome, apply_rules, changed_words
from pamphlet.restore.superiors import set_superiors

RULE: Final = "export"
# `{#id .class key="value"}`, as pandoc writes it; it breaks its lines there too.
ATTRIBUTE: Final = r"""(?:[#.][^\s{}"'`]+|[\w-]+=(?:"[^"{}]*"|[^\s{}"'`]+)|-)"""
ATTRIBUTES: Final = re.compile(rf"(?<!\\)(?:\{{\s*{ATTRIBUTE}(?:\s+{ATTRIBUTE})*\s*\}})+")
LANGUAGE: Final = re.compile(rf'\blang="?(?P<tag>{LANGUAGE_TAG.pattern})(?=["\s}}])')
EXPANSION: Final = "abbr="
HEADING: Final = re.compile(r" {0,3}#{1,6}\s|\s*(?:Table)?:\s")
UNDERLINE: Final = re.compile(r" {0,3}(?:=+|-+)\s*")
FENCE: Final = re.compile(r"\s*:{3,}\s*(?P<name>[^:]*?)[\s:]*")
# Brackets, and what hides them: an escape, and code.
BRACKET: Final = re.compile(r"\\.|(?<!`)(?P<ticks>`++)(?:(?!`).)+(?P=ticks)|[\[\]()]", re.DOTALL)
PARTNER: Final = {"]": "[", ")": "("}


class _Cut(NamedTuple):
    """What is taken out of a text, and what is left in its place."""

    start: int
    end: int
    left: str = ""


def drop_exported(lines: tuple[Line, ...], context: Context) -> Outcome:
    """The lines with no comments, no fences round a style, and no attributes, but for languages and expansions.

    Raised and lowered figures are characters.
    """
    attributed = any("{" in line.text or "<!--" in line.text for line in lines)
    rules = (_drop_comments, _drop_fences, _drop_attributes) if attributed else ()
    outcome = apply_rules(lines, (*rules, set_superiors), context)
    return outcome._replace(repairs=tuple(sorted(outcome.repairs, key=lambda repair: repair.line)))


def _drop_comments(lines: tuple[Line, ...], context: Context) -> Outcome:
    """A comment in lines of its own: no reader was to see it."""
    fenced = fenced_lines(lines)
    gone: set[int] = set()
    repairs: list[Repair] = []
    opening: list[Line] = []
    for line in lines:
        if opening or (line.number not in fenced and line.text.lstrip().startswith("<!--")):
            opening.append(line)
        if opening and "-->" in line.text:
            if line.text.rstrip().endswith("-->") and line.text.count("-->") == 1:
                gone |= {each.number for each in opening}
                words, first = as_lines(opening), opening[0].number
                repairs.append(Repair(RULE, context.file, first, words, "", line.number, "a comment"))
            opening = []
    return Outcome(_emptied(lines, gone), tuple(repairs))


def _emptied(lines: tuple[Line, ...], gone: set[int]) -> tuple[Line, ...]:
    """The lines with nothing on some of them: what stood above and below stays apart."""
    return tuple(replace(line, text="") if line.number in gone else line for line in lines)


def _drop_fences(lines: tuple[Line, ...], context: Context) -> Outcome:
    """`::: {.style}` and the `:::` that closes it; what they hold stays, and so do languages and boxes."""
    fenced = fenced_lines(lines)
    gone: set[int] = set()
    opened: list[tuple[int, bool]] = []
    for line in lines:
        fence = FENCE.fullmatch(line.text) if line.number not in fenced else None
        if fence and fence["name"]:
            styled = ATTRIBUTES.fullmatch(fence["name"]) and not LANGUAGE.search(fence["name"])
            opened.append((line.number, bool(styled)))
        elif fence and opened:
            first, styled = opened.pop()
            gone |= {first, line.number} if styled else set()
    repairs = (
        Repair(RULE, context.file, line.number, line.text.strip(), "", note="a fence round a style")
        for line in lines
        if line.number in gone
    )
    return Outcome(_emptied(lines, gone), tuple(repairs))


def _drop_attributes(lines: tuple[Line, ...], context: Context) -> Outcome:
    """What stands in braces behind a heading, words in brackets, a link or a picture."""
    fenced = fenced_lines(lines)
    changed: dict[int, Line] = {}
    repairs: list[Repair] = []
    for group in group_lines(lines):
        if group[0].number in fenced:
            continue
        for before, text in zip(group, _without_attributes(group).split("\n"), strict=True):
            if text != before.text:
                changed[before.number] = after = replace(before, text=text)
                repairs += changed_words(RULE, context.file, before, after)
    # An attribute that runs over a line's end leaves nothing on the next: no paragraph ends there.
    emptied = {number for number, line in changed.items() if line.blank}
    kept = (changed.get(line.number, line) for line in lines if line.number not in emptied)
    return Outcome(tuple(kept), tuple(repairs))


def _without_attributes(group: Group) -> str:
    """The lines of a group, with as many line ends as before."""
    text = "\n".join(line.text for line in group)
    while cuts := sorted(_cuts(text), reverse=True):
        for cut in cuts:
            text = text[: cut.start] + cut.left + "\n" * text.count("\n", cut.start, cut.end) + text[cut.end :]
    return text


def _cuts(text: str) -> Iterator[_Cut]:
    hidden, partners = _read_brackets(text)
    for found in ATTRIBUTES.finditer(text):
        start, end = found.span()
        if EXPANSION in found[0] or any(first <= start < last for first, last in hidden):
            continue
        opening = partners.get(start - 1, -1)
        language = LANGUAGE.search(found[0])
        if opening >= 0 and text[opening] == "[" and language:
            left = f"{{lang={language['tag']}}}"
            yield from (_Cut(start, end, left),) if found[0].replace('"', "") != left else ()
        elif opening >= 0 and text[opening] == "[":
            yield _Cut(opening, opening + 1)
            yield _Cut(start - 1, end)
        elif opening > 0 and text[opening - 1] == "]":
            yield _Cut(start, end)
        elif _ends_heading(text, start, end):
            yield _Cut(len(text[:start].rstrip(" \t")), end)


def _read_brackets(text: str) -> tuple[list[tuple[int, int]], dict[int, int]]:
    """Where code stands, and of each closing bracket the place of its opening one."""
    code: list[tuple[int, int]] = []
    partners: dict[int, int] = {}
    opened: dict[str, list[int]] = {"[": [], "(": []}
    for found in BRACKET.finditer(text):
        if found["ticks"]:
            code.append(found.span())
        elif found[0] in opened:
            opened[found[0]].append(found.start())
        elif found[0] in PARTNER and opened[PARTNER[found[0]]]:
            partners[found.start()] = opened[PARTNER[found[0]]].pop()
    return code, partners


def _ends_heading(text: str, start: int, end: int) -> bool:
    """Whether a place is the end of a heading, behind number signs or underlined, or of a table's caption."""
    line, _, rest = text[end:].partition("\n")
    underlined = UNDERLINE.fullmatch(rest.partition("\n")[0])
    return not line.strip() and bool(HEADING.match(text, text.rfind("\n", 0, start) + 1) or underlined)
