"""Lines of a mail → the lines of the text that it brought: without its envelope, and without marks of quoting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
# What an employer's programs set below every mail.
LEGAL: Final = Pattern(
    r"this (?:e-?mail|message)\b.{0,160}\b(?:confidential|privileged|intended (?:only|solely))"
    r"|if you (?:are not the intended|have received this (?:e-?mail|message|transmission) in error)"
    r"|before (?:you )?print(?:ing)?(?: this (?:e-?mail|message))?\W*$|^\W*disclaimer\b"
    r"|diese (?:e-?mail|nachricht)\b.{0,160}\bvertraulich|ce (?:message|courriel)\b.{0,160}\bconfidentiel"
    r"|este (?:mensaje|correo)\b.{0,160}\bconfidencial|quest[oa] (?:messaggio|e-?mail)\b.{0,160}\briservat"
    r"|dit (?:e-?mail)?bericht\b.{0,160}\bvertrouwelijk",
    re.IGNORECASE,
)
# To whom such words are said: with these they are no part of a statement.
RECIPIENT: Final = Pattern(
    r"\b(?:recipient|addressee|addressed|in error|individual or entity|empfänger\w*|destinataire|destinatari[oa]"
    r"|geadresseerde)\b",
    re.IGNORECASE,
)
# A line of a signature that tells how its sender is rung: “T: 01632 960 147 | M: …”.
RUNG: Final = Pattern(
    r"(?:^|[|·•]\s*)(?:t|m|f|tel|mob|mobile|phone|direct|fax|telefon|handy|mobil|tél|móvil|cell)\.?\s?:"
    r"\s*[+(]?\d[\d ()/.-]{5,}",
    re.IGNORECASE,
)
MOST_ENVELOPES: Final = 4
FEWEST_QUOTED: Final = 3
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
    kept, envelopes = _without_envelopes(lines, context)
    kept, below, doubts = _without_signature(kept, context, mailed=bool(envelopes))
    kept, unquoted, left = _without_quoting(kept, context, mailed=bool(envelopes))
    return Outcome(kept, (*repairs, *envelopes, *below, *unquoted), (*doubts, *left))


def _without_envelopes(lines: tuple[Line, ...], context: Context) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    """The lines without the envelope above them, and without that of what was forwarded in it."""
    repairs: list[Repair] = []
    while len(repairs) < MOST_ENVELOPES and (envelope := _find_envelope(group_lines(lines))):
        gone = {line.number for line in envelope}
        lines = tuple(line for line in lines if line.number not in gone)
        words, last = as_lines(envelope), envelope[-1].number
        repairs.append(Repair("mail", context.file, envelope[0].number, words, "", last, ENVELOPE))
    return lines, tuple(repairs)


def _without_quoting(
    lines: tuple[Line, ...], context: Context, *, mailed: bool
) -> tuple[tuple[Line, ...], tuple[Repair, ...], tuple[Warning, ...]]:
    """The lines without one level of quoting where all are quoted; a doubt where a part of a mail is.

    Where no header says what a text is called, one that is all quoted was a mail.
    """
    filled = [line for line in lines if not line.blank]
    quoted = [line for line in filled if QUOTED.match(line.text)]
    if not quoted or fenced_lines(lines):
        return lines, (), ()
    first, last = quoted[0].number, quoted[-1].number
    whole = len(quoted) == len(filled)
    if whole and (mailed or (len(quoted) >= FEWEST_QUOTED and not context.headed)):
        lines = tuple(replace(line, text=QUOTED.sub("", line.text)) for line in lines)
        return lines, (Repair("mail", context.file, first, "", "", last, "the whole text was quoted"),), ()
    above = filled[: filled.index(quoted[0])]
    if mailed or any(WROTE.fullmatch(as_words(above[-count:])) for count in (1, 2)):
        message = "a part of this mail is quoted; leave what is yours, and take the signs > away"
        return lines, (), (Warning("mail", context.file, first, message),)
    return lines, (), ()


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
    if _is_envelope(fields) or (len(groups) > 1 and _is_subject(first)):
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
    legal = _legal_end(group_lines(lines))
    filled = filled[: len(filled) - len(legal)]
    sure = mailed and bool(RECIPIENT.search(as_words(legal)))
    if legal and sure:
        gone += legal
        note = "programs set it below every mail of the sender"
        repairs.append(Repair("mail", context.file, legal[0].number, as_lines(legal), "", legal[-1].number, note))
    place = next((n for n, line in enumerate(filled) if SIGNATURE.fullmatch(line.text)), len(filled))
    below = tuple(filled[place:])
    short = 1 < len(below) <= LONGEST_SIGNATURE and all(len(line.text) <= LONGEST_LINE for line in below)
    doubts = _doubt_ends(filled[:place], () if sure else legal, context.file, mailed=mailed)
    if short and mailed:
        gone += below
        note = "the signature of whoever sent the mail"
        words = as_lines(below[1:])
        repairs.append(Repair("mail", context.file, below[0].number, words, "", below[-1].number, note))
    elif short:
        doubts = (_doubt_signature(below[1:], below[0].number, context.file), *doubts)
        lines, apart = _set_apart(lines, below[0], context)
        repairs += apart
    numbers = {line.number for line in gone}
    return tuple(line for line in lines if line.number not in numbers), tuple(repairs), doubts


def _doubt_signature(group: Sequence[Line], number: int, file: str) -> Warning:
    words = first_words(group)
    message = f"the lines from “{words}” on may be the signature of a mail; take them away if they are none of the text"
    return Warning("mail", file, number, message)


def _legal_end(groups: tuple[Group, ...]) -> Group:
    """The last groups, from the first on that holds what an employer's programs set below a mail."""
    legal: Group = ()
    for group in reversed(groups):
        if not LEGAL.search(as_words(group)):
            break
        legal = (*group, *legal)
    return legal if len(legal) < len([line for group in groups for line in group]) else ()


def _doubt_ends(filled: Sequence[Line], legal: Group, file: str, *, mailed: bool) -> tuple[Warning, ...]:
    """Doubts about what stands below a text that was pasted out of a mail: how its sender is rung, and small print."""
    doubts: list[Warning] = []
    closing = filled[-LONGEST_SIGNATURE:]
    rung = [line for line in closing if RUNG.search(line.text.strip()) and (mailed or "|" in line.text)]
    if rung:
        message = (
            "a telephone number stands here, as in the signature of a mail; take it away if it is not to be printed"
        )
        doubts.append(Warning("mail", file, rung[0].number, message))
    if legal:
        message = f"the lines from “{first_words(legal)}” on may be what programs set below a mail; take them away"
        doubts.append(Warning("mail", file, legal[0].number, message))
    return tuple(doubts)


def _set_apart(lines: tuple[Line, ...], sign: Line, context: Context) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    """The lines with blank ones about the two hyphens: right below words they would make a heading of them."""
    place = lines.index(sign)
    if not place or lines[place - 1].blank:
        return lines, ()
    above, below = lines[:place], lines[place + 1 :]
    blank = Line(sign.number, "")
    return (*above, blank, sign, blank, *below), (parted("mail", context.file, above[-1:], (sign, *below[:1])),)


def _is_subject(group: Group) -> bool:
    """Whether a group is the one line that says what a mail is about."""
    field = FIELD.fullmatch(group[0].text) if len(group) == 1 else None
    return field is not None and field["name"].casefold() in SUBJECT


def _is_envelope(group: tuple[Line, ...]) -> bool:
    """Whether lines are the fields of a mail: its sender, its subject, and one more at least."""
    fields = [line for line in group if not BEGINNING.fullmatch(line.text)]
    names = {found["name"].casefold() for line in fields if (found := FIELD.fullmatch(line.text))}
    whole = all(FIELD.fullmatch(line.text) for line in fields)
    return whole and len(names) > 2 and bool(names & SENDER) and bool(names & SUBJECT)
