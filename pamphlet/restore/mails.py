"""Lines of a mail → the lines of the text that it brought: without its envelope, and without marks of quoting."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.restore.lines import as_lines, fenced_lines, group_lines
from pamphlet.restore.rule import Context, Outcome

# The fields of a mail, as programs of several languages write them above what is forwarded.
FIELD: Final = re.compile(
    r"[>\s*_]*(?P<name>from|to|cc|bcc|date|sent|subject|reply-to|von|an|datum|gesendet|betreff|de|à|envoyé|objet|para"
    r"|enviado|asunto|fecha|van|aan|verzonden|onderwerp)\s?:[*_]*\s+\S.*",
    re.IGNORECASE,
)
SUBJECT: Final = frozenset({"subject", "betreff", "objet", "asunto", "onderwerp"})
SENDER: Final = frozenset({"from", "von", "de", "van"})
BEGINNING: Final = re.compile(
    r"[\s>]*-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht).*", re.IGNORECASE
)
QUOTED: Final = re.compile(r"^> ?")


def unwrap_mail(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Take the envelope off the top, and one level of quoting off a text that is quoted from first line to last."""
    groups = group_lines(lines)
    envelope = groups[0] if groups and _is_envelope(groups[0]) else ()
    gone = {line.number for line in envelope}
    kept = tuple(line for line in lines if line.number not in gone)
    repairs: tuple[Repair, ...] = ()
    if envelope:
        note = "the envelope of a mail"
        repairs = (Repair("mail", context.file, envelope[0].number, as_lines(envelope), "", envelope[-1].number, note),)
    words = [line for line in kept if not line.blank]
    quoted = [line for line in words if QUOTED.match(line.text)]
    if not envelope or fenced_lines(kept):
        return Outcome(kept, repairs)
    if quoted and len(quoted) == len(words):
        kept = tuple(replace(line, text=QUOTED.sub("", line.text)) for line in kept)
        note = "the whole text was quoted"
        repairs += (Repair("mail", context.file, quoted[0].number, "", "", quoted[-1].number, note),)
    elif quoted:
        message = "a part of this mail is quoted; leave what is yours, and take the signs > away"
        return Outcome(kept, repairs, (Warning("mail", context.file, quoted[0].number, message),))
    return Outcome(kept, repairs)


def _is_envelope(group: tuple[Line, ...]) -> bool:
    """Whether lines are the fields of a mail: its sender, its subject, and one more at least."""
    fields = [line for line in group if not BEGINNING.fullmatch(line.text)]
    names = {found["name"].casefold() for line in fields if (found := FIELD.fullmatch(line.text))}
    whole = all(FIELD.fullmatch(line.text) for line in fields)
    return whole and len(names) > 2 and bool(names & SENDER) and bool(names & SUBJECT)
