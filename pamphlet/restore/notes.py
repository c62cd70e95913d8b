"""Lines → lines whose footnotes Markdown knows: `word¹` or `word[1]`, and the note at the end, become `[^1]`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.restore.lines import Group, fenced_lines, first_words, group_lines
from pamphlet.restore.rule import Context, Outcome

SUPERIORS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
MOST_CALLS: Final = 20
"""Of one note, on the average."""

FEWEST: Final = 2
"""Numbers behind points that count up: one may be anything."""

RAISED: Final = "[⁰¹²³⁴-⁹]"
# 12 m², which calls no note.
POWER: Final = "".join(rf"(?<!\b{unit})" for unit in ("m", "km", "cm", "dm", "mm"))
# A call stands close behind a word or its points.
CALL: Final = re.compile(
    rf"(?<=[^\s\[(])(?:{POWER}(?P<raised>{RAISED}{{1,2}})|\[(?P<bracketed>\d{{1,2}})\](?![(:\[])"
    # Raised once, and no longer: behind the point of a sentence or its closing mark, and before a space.
    r"|(?<=[^\s\d][.,;:!?”’\"»)])(?P<fallen>\d{1,2})(?=\s|$))(?![\w(])"
)
FIGURE: Final = re.compile(r"[⁰¹²³⁴-⁹\d]")
"""What every call has; it is quicker to look for."""

NOTE: Final = re.compile(
    rf"\s{{0,3}}(?:(?P<raised>{RAISED}{{1,2}})\s*|\\?\[(?P<bracketed>\d{{1,2}})\\?\]:?\s+|(?P<plain>\d{{1,2}})(?:\\?[.)]?\s+|(?=[A-ZÀ-Þ“„«])))(?=\S)"
)

ALONE: Final = re.compile(rf"\s*(?:\d{{1,2}}|{RAISED}{{1,2}})\s*")
LABEL: Final = re.compile(r"\[\^(\d{1,9})\]")

# Calls and notes as Markdown has them, but for what stands in code.
MARKED_CALL: Final = re.compile(r"`[^`]*`|(?<!\\)\[\^(?P<label>[^\]\s\\]+)\](?!:)")
MARKED_NOTE: Final = re.compile(r"\s{0,3}\[\^(?P<label>[^\]\s\\]+)\]:")

# The arrow by which a web page leads from a note back to its call.
BACK: Final = re.compile(r"\s*[↩↑⏎]\s*$")
ARROW: Final = re.compile("[↩↑⏎]")
"""The same anywhere; it is quicker to look for."""


def mark_notes(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Calls in the text and notes at its end, where both count up from 1 and each has the other."""
    source, lines = lines, _with_numbers(lines)
    typed = frozenset(source)
    calls = _find_calls(lines)
    count = max(calls, default=0)
    numbered = _find_notes(lines, count)
    notes = numbered or _find_led_back(lines, count)
    further = _find_further(lines, notes, count) if numbered else None
    if further:
        label, words = f"[^{count + 1}]", first_words((further,))
        message = f"“{words}” may be a note that nothing calls; write {label} where it belongs, and {label}: before it"
        return Outcome(source, (), (Warning("note", context.file, further.number, message),))
    paired = sorted(calls) == sorted(notes) == list(range(1, len(calls) + 1))
    if not calls or not paired or _are_too_many(lines, count):
        return Outcome(source, (), (*_doubt_calls(source, context), *_doubt_marked(source, context)))
    first = min(line.number for line in notes.values())
    marked: list[Line] = []
    repairs: list[Repair] = []
    labels = _free_labels(lines, calls)
    starts = {line.number: labels[number] for number, line in notes.items()}
    for line in _with_numbers(source, starts):  # what begins no note stays as it was
        text = _mark_calls(line.text, labels) if line.number < first else line.text
        if line.number in starts:
            # A note begins a paragraph of its own, whether or not a blank line stood before it.
            marked.append(Line(line.number, ""))
            text = f"[^{starts[line.number]}]: {_without_number(line.text) if numbered else line.text.strip()}"
        elif line.number > first and BACK.search(line.text):
            # It ends a note that goes on below a blank line, where a column was narrow.
            while marked[-1].blank:
                marked.pop()
        text = BACK.sub("", text) if line.number >= first else text
        marked.append(replace(line, text=text))
        if text != line.text:
            last = 0 if line in typed else _below(line, source)
            repairs.append(Repair("note", context.file, line.number, line.text.strip(), text.strip(), last))
    return Outcome(tuple(marked), tuple(repairs), tuple(_doubt_marked(tuple(marked), context)))


def _doubt_marked(lines: tuple[Line, ...], context: Context) -> Iterator[Warning]:
    """A doubt about each call in Markdown whose note is nowhere: it is printed as it stands."""
    fenced = fenced_lines(lines)
    plain = [line for line in lines if line.number not in fenced]
    noted = {note["label"] for line in plain if (note := MARKED_NOTE.match(line.text))}
    for line in plain:
        calls = MARKED_CALL.finditer(line.text) if "[^" in line.text else ()
        for label in dict.fromkeys(call["label"] for call in calls if call["label"]):
            if label not in noted:
                message = f"[^{label}] calls a note that is not there; write [^{label}]: and its words below the text"
                yield Warning("note", context.file, line.number, message)


def _doubt_calls(lines: tuple[Line, ...], context: Context) -> Iterator[Warning]:
    """A doubt about each call of a note, where not all calls and notes are to be found.

    Numbers behind points are calls where they count up from 1, raised ones where a line begins with the same.
    """
    fenced = fenced_lines(lines)
    found = [(line, call) for line in lines if line.number not in fenced for call in _calls_in(line)]
    fallen = [(line, call) for line, call in found if call["fallen"]]
    if len(fallen) < FEWEST or [int(call["fallen"]) for _, call in fallen] != list(range(1, len(fallen) + 1)):
        fallen = []
    noted = {note["raised"] for line in lines if (note := NOTE.match(line.text))} - {None}
    raised = [(line, call) for line, call in found if call["raised"] in noted]
    for line, call in (*fallen, *raised):
        words = line.text[: call.end()].rsplit(" ", 1)[-1]
        label = f"[^{_number(call)}]"
        message = f"“{words}” may end with the call of a note; write {label}, and {label}: at its note"
        yield Warning("note", context.file, line.number, message)


def _find_calls(lines: tuple[Line, ...]) -> dict[int, Line]:
    """The calls by their numbers, the last of each."""
    fenced = fenced_lines(lines)
    return {
        _number(call): line
        for line in lines
        if line.number not in fenced and not NOTE.match(line.text)
        for call in _calls_in(line)
    }


def _calls_in(line: Line) -> Iterator[re.Match[str]]:
    return CALL.finditer(line.text) if FIGURE.search(line.text) else iter(())


def _are_too_many(lines: tuple[Line, ...], count: int) -> bool:
    """Whether there are far more calls than notes: then the numbers count something else."""
    return sum(1 for line in lines for _ in _calls_in(line)) > MOST_CALLS * (count + 1)


def _find_notes(lines: tuple[Line, ...], count: int) -> dict[int, Line]:
    """The last lines that count from 1 to the number of calls, each at the start of a line."""
    starts = [line for group in group_lines(lines) for line in _starts(group)]
    notes: dict[int, Line] = {}
    for number in range(count, 0, -1):
        later = notes.get(number + 1)
        before = [line for line in starts if _note_number(line) == number and (not later or line.number < later.number)]
        if not before:
            return {}
        notes[number] = before[-1]
    return notes


def _find_further(lines: tuple[Line, ...], notes: Mapping[int, Line], count: int) -> Line | None:
    """A line below the last note that counts on as the notes do: its call is not to be found."""
    last = notes.get(count)
    if last is None:
        return None
    groups = group_lines(line for line in lines if line.number > last.number)[:2]
    starts = (line for group in groups for line in _starts(group))
    return next((line for line in starts if _note_number(line) == count + 1 and _shape(line) == _shape(last)), None)


def _shape(line: Line) -> str:
    """How a note's number is written."""
    note = NOTE.match(line.text)
    return FIGURE.sub("0", note[0]) if note else ""


def _with_numbers(lines: tuple[Line, ...], starts: Container[int] | None = None) -> tuple[Line, ...]:
    """The lines, each number that stands by itself above a line of its group at the head of that line.

    Where it is said on which lines notes start, only of those.
    """
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else line
        starts_note = starts is None or above.number in starts
        if starts_note and ALONE.fullmatch(above.text) and not line.blank and not ALONE.fullmatch(line.text):
            joined[-1] = replace(above, text=f"{above.text.strip()} {line.text.strip()}")
        else:
            joined.append(line)
    return tuple(joined)


def _below(line: Line, lines: tuple[Line, ...]) -> int:
    """The number of the line below one."""
    numbers = [each.number for each in lines if not each.blank]
    return numbers[numbers.index(line.number) + 1]


def _find_led_back(lines: tuple[Line, ...], count: int) -> dict[int, Line]:
    """The last paragraphs, as many as there are calls, where a web page led from each back to its call."""
    if not count:
        return {}
    last = group_lines(lines)[-count:]
    led = all(len(group) == 1 and BACK.search(group[0].text) for group in last)
    found = sum(bool(ARROW.search(line.text) and BACK.search(line.text)) for line in lines)
    return {number: group[0] for number, group in enumerate(last, start=1)} if led and found == count else {}


def _starts(group: Group) -> list[Line]:
    return [line for line in group if NOTE.match(line.text)]


def _note_number(line: Line) -> int:
    note = NOTE.match(line.text)
    return _number(note) if note else 0


def _without_number(text: str) -> str:
    """A note without the number that it begins with; one inside it is a word."""
    note = NOTE.match(text)
    return text[note.end() if note else 0 :].strip()


def _number(found: re.Match[str]) -> int:
    digits = next(filter(None, found.groupdict().values()))
    return int(digits.translate(SUPERIORS))


def _free_labels(lines: tuple[Line, ...], numbers: Iterable[int]) -> dict[int, int]:
    """The label for each recovered note: its number, or one above all that the author gave if that is taken."""
    taken = {int(label) for line in lines for label in LABEL.findall(line.text)}
    above = max(taken) if taken.intersection(numbers) else 0
    return {number: above + number for number in numbers}


def _mark_calls(text: str, labels: dict[int, int]) -> str:
    return CALL.sub(lambda call: f"[^{labels[_number(call)]}]" if _number(call) in labels else call[0], text)
