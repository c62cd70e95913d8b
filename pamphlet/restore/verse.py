"""Lines → lines whose ends stay where the author meant them: verse, chants and addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.bullets import GLYPH
from pamphlet.restore.bylines import looks_like_byline
from pamphlet.restore.lines import (
    INNER_END,
    ITEM,
    OPEN_WORDS,
    OPENING_MARKS,
    Group,
    as_lines,
    as_words,
    fenced_lines,
    first_words,
    group_lines,
    is_structure,
    measure_of,
)
from pamphlet.restore.lost import is_unbroken
from pamphlet.restore.room import Room, find_room, find_running, need
from pamphlet.restore.rule import Context, Outcome, parted

FEWEST_LINES: Final = 3
FEWEST_SHORT_LINES: Final = 2
NARROW: Final = 0.6
"""Lines are short where none is longer than this much of the measure: the next word would have had room."""

# How the last of several names may begin: “and 214 others”.
LAST: Final = Pattern(r"(?:and|und|et|y|e|sowie|ainsi|así)\b")
SENTENCE_ENDS: Final = (".", "!", "?")
LONGEST_VERSE: Final = 62
LONGEST_ADDRESS: Final = 45
ENDS_HARD: Final = Pattern(r"(?: {2,}|\\)$")
PAUSE: Final = Pattern(r"[^\w\s]$")
FEWEST_IN_COLUMN: Final = 5
# “Q: Why now?”, “3 January: the culvert is blocked.”, “[12/05/2024, 19:02:11] Ada: so it is.”
LABELLED: Final = Pattern(r"\s*(?:\[[\d/.:, -]+\]\s*)?[A-ZÀ-ÞЀ-Я\d][^:.!?…,]{0,24}:\s+\S")
# How a quoted letter ends, of which the next line is a name.
QUOTED: Final = Pattern(r" {0,3}> ?")
GREETING: Final = Pattern(
    r"(?:Yours|Sincerely|Kind|Best|With |In solidarity|Mit \w+ Gr(?:üßen|uß|üssen)|Herzlich|Hochachtungsvoll"
    r"|Cordialement|Bien à vous|Veuillez|Atentamente|Un saludo|Saludos|Cordiali saluti|Distinti saluti"
    r"|Met vriendelijke groet)"
)
LONGEST_GREETING: Final = 5
"""Words."""
CLOSING_NAMES: Final = range(1, 4)
# Where a text is a poem: so many of its line ends are pauses, and so many lines had room for the next word. In prose
# that a measure broke, one end in six is a pause, and no line had room.
FEWEST_ENDS: Final = 6
MOSTLY_PAUSED: Final = 0.66
HALF: Final = 0.5


def keep_line_ends(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Short lines that each begin with a capital or a figure: their ends are the author's."""
    fenced = fenced_lines(lines)
    measure, room = measure_of(lines), find_room(lines)
    unbroken = is_unbroken(lines)
    german = context.language.startswith("de")
    groups = group_lines(lines)
    poem, placard = _is_poem(groups), measure <= LONGEST_ADDRESS and _is_placard(groups)
    kept: set[int] = set()
    repairs: list[Repair] = []
    leads: dict[int, tuple[Line, Line]] = {}
    doubts: list[Warning] = []
    for above, whole in zip(((), *groups), groups, strict=False):
        if whole[0].number in fenced or any(GLYPH.match(line.text) for line in whole):
            continue
        group = _below_lead(whole)
        prose = _is_filled(group, room) and (german or bool(INNER_END.search(as_words(group))))
        set_in = _is_set_in_lines(group, context.language, measure, placard=placard) and not prose
        verse = (room and _ends_early(group, room)) or (unbroken and _is_verse(group))
        set_in = set_in or _is_labelled(group) or (poem and _is_verse(group))
        if set_in or (verse and not _is_column(group)):
            kept |= {line.number for line in group[:-1]}
            words, by_line = as_words(group), as_lines(group)
            repairs.append(Repair("line-ends", context.file, group[0].number, words, by_line, group[-1].number))
            leads |= {group[0].number: (whole[0], group[0])} if group != whole else {}
            doubts += _doubt_items(whole[:1] if group != whole else above, group, context.file)
    closed, named = _close_quoted_letters(groups, context.file)
    kept |= closed
    repairs += named
    marked = (replace(line, text=f"{line.text.rstrip()}  ") if line.number in kept else line for line in lines)
    apart = (part for line in marked for part in ((Line(line.number, ""), line) if line.number in leads else (line,)))
    repairs += [parted("line-ends", context.file, (lead,), (first,)) for lead, first in leads.values()]
    return Outcome(tuple(apart), tuple(repairs), (*doubts, *_doubt_closings(lines, kept, context.file)))


def _close_quoted_letters(groups: tuple[Group, ...], file: str) -> tuple[set[int], list[Repair]]:
    """The lines of “Yours sincerely,” and of names below it in a quotation, but for the last; each short."""
    kept: set[int] = set()
    repairs: list[Repair] = []
    for group in groups:
        quoted = [QUOTED.match(line.text) for line in group]
        if not all(quoted):
            continue
        parts = group_lines(
            Line(line.number, line.text[mark.end() :]) for line, mark in zip(group, quoted, strict=True) if mark
        )
        for part in parts:
            if _closes_letter(part):
                kept |= {line.number for line in part[:-1]}
                words, by_line = as_words(part), as_lines(part)
                repairs.append(Repair("line-ends", file, part[0].number, words, by_line, part[-1].number))
    return kept, repairs


def _closes_letter(part: Group) -> bool:
    """Whether a short line that ends with a comma, or greets as letters do, stands above one name or a few."""
    first, *names = (line.text.strip() for line in part)
    plain = not any(is_structure(line) or ENDS_HARD.search(line.text) for line in part)
    short = len(names) in CLOSING_NAMES and max(map(len, (first, *names))) <= LONGEST_ADDRESS
    greets = first.endswith(",") and len(first.split()) <= LONGEST_GREETING
    return plain and short and (greets or bool(GREETING.match(first))) and all(map(_is_name, names))


def _is_name(text: str) -> bool:
    return looks_like_byline(text.rstrip(","), dated=True)


def _doubt_items(above: Group, group: Group, file: str) -> Iterator[Warning]:
    """A doubt where each line is a sentence, and words that end with a colon lead to them: no verse is written so."""
    led = bool(above) and above[-1].text.rstrip(" *_\\").endswith(":")
    if led and len(group) >= FEWEST_LINES and all(line.text.rstrip().endswith(SENTENCE_ENDS) for line in group):
        message = f"the lines from “{first_words(group)}” on were kept as verse; write - before each if they are a list"
        yield Warning("line-ends", file, group[0].number, message)


def _doubt_closings(lines: tuple[Line, ...], kept: Collection[int], file: str) -> Iterator[Warning]:
    """A doubt about a name right below the words that close a letter: it may be a paragraph by itself."""
    for group in group_lines(lines):
        closed = len(group) == FEWEST_SHORT_LINES and group[0].text.rstrip().endswith(",")
        if closed and group[0].number in kept:
            message = f"“{group[0].text.strip()}” and “{group[1].text.strip()}” were kept as two lines of a paragraph"
            yield Warning("line-ends", file, group[0].number, message)


def _below_lead(group: Group) -> Group:
    """The lines of a group below one that begins small and ends with a colon: it is the end of a paragraph."""
    first = group[0].text.strip()
    led = len(group) > FEWEST_LINES and first[:1].islower() and first.endswith(":")
    return group[1:] if led else group


def _is_verse(group: Group) -> bool:
    """Whether short lines, of which the author ended every one, go on from line to line."""
    plain = len(group) >= FEWEST_LINES and not any(is_structure(line) or ENDS_HARD.search(line.text) for line in group)
    return plain and all(len(line.text.split()) > 1 and len(line.text) <= LONGEST_VERSE for line in group)


def _is_filled(group: Group, room: Room | None) -> bool:
    """Whether no line had room for the next word: German prose may begin each line with a noun."""
    return room is not None and not any(room.has(*pair) for pair in pairwise(group))


def _ends_early(group: Group, room: Room) -> bool:
    """Whether the next word would have had room in every line, by far: lines of verse that begin small."""
    texts = [line.text.strip() for line in group]
    # Two lines may be a name and what it stands for, where the first can end so.
    paired = len(group) == FEWEST_SHORT_LINES and max(map(len, texts)) <= LONGEST_ADDRESS and not _is_open(texts[0])
    short = (len(group) >= FEWEST_LINES or paired) and not any(map(is_structure, group))
    wordy = all(" " in text or "@" in text for text in texts)
    narrow = wordy and all(len(line.text.strip()) <= NARROW * room.usual for line in group)
    marked = all(ENDS_HARD.search(line.text) for line in group[:-1])
    return short and narrow and not marked and all(room.has(*pair) for pair in pairwise(group))


def _is_open(text: str) -> bool:
    """Whether a line cannot end so: it is torn."""
    return text.rsplit(" ", 1)[-1].casefold() in OPEN_WORDS or bool(INNER_END.search(text)) or text.endswith("-")


def _is_labelled(group: Group) -> bool:
    """Whether each line begins with a label: questions and answers, days of a year, what was said in a chat."""
    return (
        len(group) >= FEWEST_SHORT_LINES
        and not any(map(is_structure, group))
        and all(LABELLED.match(line.text) and not ENDS_HARD.search(line.text) for line in group)
    )


def _is_column(group: Group) -> bool:
    """Whether lines are prose of a narrow column: none had room for the next word, and few end where one pauses."""
    widest = max(len(line.text.strip()) for line in group)
    filled = all(need(*pair) > widest for pair in pairwise(group))
    pauses = sum(bool(PAUSE.search(line.text.rstrip())) for line in group[:-1])
    return len(group) >= FEWEST_IN_COLUMN and filled and 2 * pauses < len(group) - 1


def _is_placard(groups: tuple[Group, ...]) -> bool:
    """Whether there are lines enough to tell that none runs on into the next."""
    return sum(map(len, groups)) > FEWEST_LINES and not find_running(groups)


def _is_poem(groups: tuple[Group, ...]) -> bool:
    """Whether nearly all lines of a text end where one pauses, and half of them before they were full."""
    stanzas = [group for group in groups if not any(is_structure(line) or _is_marked(line) for line in group)]
    pairs = [pair for group in stanzas for pair in pairwise(group)]
    longest = max((len(line.text.strip()) for group in stanzas for line in group), default=0)
    if len(pairs) < FEWEST_ENDS or longest > LONGEST_VERSE:
        return False
    paused = sum(bool(PAUSE.search(line.text.rstrip())) for line, _ in pairs)
    early = sum(need(*pair) <= longest for pair in pairs)
    return paused >= MOSTLY_PAUSED * len(pairs) and early >= HALF * len(pairs)


def _is_marked(line: Line) -> bool:
    """Whether a line is an item of a list that has lost its form."""
    return bool(ITEM.match(line.text) or GLYPH.match(line.text))


def _is_set_in_lines(group: Group, language: str, measure: int, *, placard: bool) -> bool:
    """Whether short lines each begin anew; on a `placard` all lines of the text are short, and none runs on."""
    lengths = [len(line.text.strip()) for line in group]
    short = placard or max(lengths) <= min(LONGEST_ADDRESS, NARROW * measure)
    fewest = FEWEST_SHORT_LINES if short else FEWEST_LINES
    if len(group) < fewest or any(map(is_structure, group)) or all(ENDS_HARD.search(x.text) for x in group[:-1]):
        return False
    last = short and len(group) > FEWEST_SHORT_LINES and LAST.match(group[-1].text.strip())
    if max(lengths) > LONGEST_VERSE or not all(_begins_anew(line) for line in (group[:-1] if last else group)):
        return False
    # Prose in narrow columns fills its lines, and a German one may begin each with a noun.
    full = min(lengths[:-1]) > 0.85 * max(lengths) and language.startswith("de")
    address = max(lengths) <= LONGEST_ADDRESS and not INNER_END.search(as_words(group))
    return not full or address


def _begins_anew(line: Line) -> bool:
    first = line.text.strip().lstrip(OPENING_MARKS)[:1]
    return first.isupper() or first.isdigit()
