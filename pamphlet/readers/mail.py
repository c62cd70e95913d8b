"""The bytes of a saved mail (.eml, RFC 5322) → the text that a reader of mail would show."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from typing import Final

from pamphlet.errors import PamphletError
from pamphlet.model import Warning  # noqa: A004 - see pamphlet.model.repair

# What stands above the text, as programs write it above what is forwarded: so it is known for an envelope.
ENVELOPE: Final = ("From", "Date", "To", "Subject")
# By these, and one more, an envelope is told from words of the text; a mail that lacks one of them has none.
KNOWN_BY: Final = {"From", "Subject"}
MOST_PARTS: Final = 100
"""A mail that holds more parts, one in another, is no statement that somebody sent."""


def open_mail(content: bytes, name: str) -> tuple[bytes, tuple[Warning, ...]]:
    """The envelope and the plain text of a mail, in UTF-8; raises PamphletError where it has none.

    Of several texts the first counts. Whatever else it brings is not read, which a warning says. Lines are counted
    in what is returned, for those of the file may be written in code (RFC 2045, 6).
    """
    try:
        return _open(content, name)
    # The standard library lets these escape where fields are broken in ways of their own.
    except (AttributeError, LookupError, MessageError, RecursionError, TypeError, ValueError):
        raise _refusal(name) from None


def _open(content: bytes, name: str) -> tuple[bytes, tuple[Warning, ...]]:
    parts = list(_parts_of(content, name))
    texts = [part for part in parts if part.get_content_type() == "text/plain" and not part.get_filename()]
    if not texts:
        advice = "copy its words into a .txt file"
        raise PamphletError("the mail holds no plain text", advice=advice, where=name, line=1)
    fields = {field: said for field in ENVELOPE if (said := _say(parts[0].get(field)))}
    envelope = [f"{field}: {said}" for field, said in fields.items()] if fields.keys() > KNOWN_BY else []
    others = [part.get_filename() or part.get_content_type() for part in parts if _is_left_out(part, texts[0])]
    message = f"the mail brings more, which was not read: {', '.join(others)}"
    text = "\n".join((*envelope, "", _text_of(texts[0])))
    return text.encode(errors="replace"), ((Warning("unread-file", name, 1, message),) if others else ())


def _parts_of(content: bytes, name: str) -> Iterator[Message]:
    """The mail and all parts in it, in order."""
    waiting: list[Message] = [message_from_bytes(content)]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        yield part
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting[:0] = [each for each in inner if isinstance(each, Message)]
    raise _refusal(name)


def _refusal(name: str) -> PamphletError:
    advice = "copy its words into a .txt file"
    return PamphletError("the mail cannot be taken apart", advice=advice, where=name, line=1)


def _is_left_out(part: Message, text: Message) -> bool:
    """Whether a part would be missed: the same words in HTML beside the text would not."""
    same = part.get_content_type() == "text/html" and not part.get_filename()
    return not (part is text or part.is_multipart() or same)


def _say(field: object) -> str:
    """A field of the envelope on one line, out of its code (RFC 2047); as it stands where that is broken."""
    stated = " ".join(str(field or "").split())
    try:
        pieces = decode_header(stated)
        said = "".join(_decode(piece, charset) if isinstance(piece, bytes) else piece for piece, charset in pieces)
    except (MessageError, ValueError):
        return stated
    return " ".join(said.split())


def _text_of(part: Message) -> str:
    content = part.get_payload(decode=True)
    return _decode(content if isinstance(content, bytes) else b"", part.get_content_charset())


def _decode(content: bytes, charset: str | None) -> str:
    """Words in the encoding that is stated, if that is one; else in UTF-8, or what nearly all other text is in."""
    for encoding in (charset or "utf-8", "utf-8"):
        try:
            return content.decode(encoding)
        except (ValueError, LookupError):
            continue
    return content.decode("cp1252", errors="replace")
