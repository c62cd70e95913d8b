"""Lines of a mail → the lines of the text that it brought: without its envelope, and without marks of quoting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import Group, as_lines, as_words, fenced_lines, first_words, group_lines
from pamphlet.restore.rule import Context, Outcome, parted

# The fields of a mail, as programs of several languages write them above what is forwarded.
FIELD: Final = Pattern(
    r"[>\s*_]*(?P<name>from|to|cc|bcc|date|sent|subject|reply-to|von|an|datum|gesendet|betreff|de|à|envoyé|objet|para"
    r"|enviado|asunto|fecha|van|aan|verzonden|onderwerp)\s?:[*_]*\s+\S.*",
    re.IGNORECASE,
)
SUBJECT: Final = frozenset({"subject", "betreff", "objet", "asunto", "onderwerp"})
SENDER: Final = frozenset({"from", "von", "de", "van"})
# What programs set before the subject of an answer, and of what is forwarded: “Re: ”, “AW: WG: ”, “Fwd[2]: ”.
ANSWERED: Final = Pattern(
    r"^(?:(?:re|fwd?|aw|wg|tr|rv|rif|sv|antw|odp|pd|enc|res)(?:\s?\[\d+\])?\s?:\s*)+", re.IGNORECASE
)
BEGINNING: Final = Pattern(
    r"[\s>]*(?:-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht"
    r"|message transféré|message d'origine|mensaje (?:reenviado|original)|messaggio (?:inoltrato|originale)"
    r"|doorgestuurd bericht).*|begin forwarded message:?)",
    re.IGNORECASE,
)
QUOTED: Final = Pattern(r"^> ?")
ENVELOPE: Final = "the envelope of a mail"
"""The note of the repair that takes it off."""


# What a telephone sets below a mail.
SENT_FROM: Final = Pattern(
    r"[>\s*_]*(?:sent (?:from|via|with) (?:my |the )?[\w' ]{2,40}|get outlook for \w+"
    r"|(?:von meinem|gesendet (?:von|mit)) [\w ]{2,40}"
    r"|envoyé (?:de|depuis) mon [\w ]{2,30}|enviado desde mi [\w ]{2,30}|inviato da(?:l mio)? [\w ]{2,30}"
    r"|verzonden vanaf mijn [\w ]{2,30})(?:<\S+>)?[.\s*_]*",
    re.IGNORECASE,
)
# “[14/02/2025, 18:22:41] Noor: ”, “14/02/2025, 18:22 - Noor: ”
CHAT: Final = Pattern(
    r"\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]m)?\]?(?: -)? [^:]{2,40}: ",
    re.IGNORECASE,
)
# RFC 3676, 4.3: two hyphens and a space, on a line by themselves; many programs lose the space.
SIGNATURE: Final = Pattern(r"[>\s]*-- ?")
LONGEST_SIGNATURE: Final = 8
LONGEST_LINE: Final = 80
WROTE: Final = Pattern(
    r"(?:on|am|le|el|il|op) .{6,100}(?:wrote|schrieb.*|a écrit|escribió|ha scritto|schreef.*)\s?:", re.IGNORECASE
)


def subject_of(repairs: Iterable[Repair]) -> str:
    """What the mail was about whose envelope went, without what says that it answers; "" where none did."""
    envelope = next((each.before for each in repairs if each.note == ENVELOPE), "")
    fields = (FIELD.fullmatch(line) for line in envelope.split("\n"))
    stated = (field[0] for field in fields if field and field["name"].casefold() in SUBJECT)
    return ANSWERED.sub("", next(stated, "").partition(":")[2].strip(" *_"), count=1)


def unwrap_mail(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Take off the envelope, what programs set below, and one level of quoting where the whole text is quoted."""
    lines, repairs = _without_chat(lines, context)
    groups = group_lines(lines)
    envelope = _find_envelope(groups)
    gone = {line.number for line in envelope}
    kept = tuple(line for line in lines if line.number not in gone)
    if envelope:
        gone_words, last = as_lines(envelope), envelope[-1].number
        repairs += (Repair("mail", context.file, envelope[0].number, gone_words, "", last, ENVELOPE),)
    kept, below, doubts = _without_signature(kept, context, mailed=bool(envelope))
    repairs += below
    filled = [line for line in kept if not line.blank]
    quoted = [line for line in filled if QUOTED.match(line.text)]
    if not envelope or fenced_lines(kept):
        return Outcome(kept, repairs, doubts)
    if quoted and len(quoted) == len(filled):
        kept = tuple(replace(line, text=QUOTED.sub("", line.text)) for line in kept)
        note = "the whole text was quoted"
        repairs += (Repair("mail", context.file, quoted[0].number, "", "", quoted[-1].number, note),)
    elif quoted:
        message = "a part of this mail is quoted; leave what is yours, and take the signs > away"
        doubts += (Warning("mail", context.file, quoted[0].number, message),)
    return Outcome(kept, repairs, doubts)


def _without_chat(lines: tuple[Line, ...], context: Context) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    """The lines without the hour and the name that a chat sets before a message, where there is one message."""
    sent = [(line, found) for line in lines if (found := CHAT.match(line.text))]
    first = next((line for line in lines if not line.blank), None)
    if len(sent) != 1 or sent[0][0] is not first:
        return lines, ()
    ((line, found),) = sent
    note = "a chat set it before the message"
    repair = Repair("mail", context.file, line.number, as_words((replace(line, text=found[0]),)), "", note=note)
    kept = tuple(replace(each, text=each.text[found.end() :]) if each is line else each for each in lines)
    return kept, (repair,)


def _find_envelope(groups: tuple[Group, ...]) -> Group:
    """The lines at the top that are fields of a mail, with the line above or below them that says who wrote."""
    if not groups:
        return ()
    first = groups[0]
    begun = len(groups) > 1 and all(BEGINNING.fullmatch(line.text) for line in first)
    fields = groups[1] if begun else first
    if _is_envelope(fields):
        return (*first, *fields) if begun else fields
    words = as_words(first)
    below = groups[1] if len(groups) > 1 else ()
    return first if len(first) <= 2 and WROTE.fullmatch(words) and all(QUOTED.match(x.text) for x in below) else ()


def _without_signature(
    lines: tuple[Line, ...], context: Context, *, mailed: bool
) -> tuple[tuple[Line, ...], tuple[Repair, ...], tuple[Warning, ...]]:
    """The lines without what a telephone adds, and without the sender's signature if there is an envelope, too."""
    filled = [line for line in lines if not line.blank]
    repairs: list[Repair] = []
    gone: list[Line] = []
    while filled and SENT_FROM.fullmatch(filled[-1].text):
        line = filled.pop()
        gone.append(line)
        note = "a telephone set it below the mail"
        repairs.append(Repair("mail", context.file, line.number, as_words((line,)), "", note=note))
    place = next((n for n, line in enumerate(filled) if SIGNATURE.fullmatch(line.text)), len(filled))
    below = tuple(filled[place:])
    short = 1 < len(below) <= LONGEST_SIGNATURE and all(len(line.text) <= LONGEST_LINE for line in below)
    doubts: tuple[Warning, ...] = ()
    if short and mailed:
        gone += below
        note = "the signature of whoever sent the mail"
        words = as_lines(below[1:])
        repairs.append(Repair("mail", context.file, below[0].number, words, "", below[-1].number, note))
    elif short:
        words = first_words(below[1:])
        message = (
            f"the lines from “{words}” on may be the signature of a mail; take them away if they are none of the text"
        )
        doubts = (Warning("mail", context.file, below[0].number, message),)
        lines, apart = _set_apart(lines, below[0], context)
        repairs += apart
    numbers = {line.number for line in gone}
    return tuple(line for line in lines if line.number not in numbers), tuple(repairs), doubts


def _set_apart(lines: tuple[Line, ...], sign: Line, context: Context) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    """The lines with blank ones about the two hyphens: right below words they would make a heading of them."""
    place = lines.index(sign)
    if not place or lines[place - 1].blank:
        return lines, ()
    above, below = lines[:place], lines[place + 1 :]
    blank = Line(sign.number, "")
    return (*above, blank, sign, blank, *below), (parted("mail", context.file, above[-1:], (sign, *below[:1])),)


def _is_envelope(group: tuple[Line, ...]) -> bool:
    """Whether lines are the fields of a mail: its sender, its subject, and one more at least."""
    fields = [line for line in group if not BEGINNING.fullmatch(line.text)]
    names = {found["name"].casefold() for line in fields if (found := FIELD.fullmatch(line.text))}
    whole = all(FIELD.fullmatch(line.text) for line in fields)
    return whole and len(names) > 2 and bool(names & SENDER) and bool(names & SUBJECT)
