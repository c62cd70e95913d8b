"""Mails as programs save them (.eml)."""

from __future__ import annotations

from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from pamphlet.errors import PamphletError
from pamphlet.gathering import gather_edition
from pamphlet.model import Paragraph, Text
from pamphlet.readers.manuscript import read_manuscript
from pamphlet.statements import SourceFile, restore_statement

BODY = "The tap is ours\n\nIt was dug by the street, and the street keeps it – café and all.\n"


def mail(body: str = BODY, *, charset: str = "utf-8", coding: str | None = None) -> EmailMessage:
    """A mail with an envelope."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Nia Example <nia@harbour.example>"
    message["To"] = "street@harbour.example"
    message["Subject"] = "Für alle: the tap"
    message.set_content(body, charset=charset, cte=coding)
    return message


def lines_of(message: EmailMessage | bytes) -> list[str]:
    """What the reader hands on."""
    content = message if isinstance(message, bytes) else message.as_bytes()
    manuscript, _ = read_manuscript(content, "letter.eml")
    return [line.text for line in manuscript.lines]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "windows-1252"])
@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
def test_the_words_come_out_of_every_coding(charset: str, coding: str) -> None:
    """With the envelope above them, out of its own code."""
    body = BODY if charset != "iso-8859-15" else BODY.replace("–", "-")
    lines = lines_of(mail(body, charset=charset, coding=coding))
    assert lines[:3] == [
        "From: Nia Example <nia@harbour.example>",
        "To: street@harbour.example",
        "Subject: Für alle: the tap",
    ]
    assert "\n".join(lines[4:]).strip() == body.strip()


def test_the_envelope_is_taken_off_by_a_rule_that_says_so() -> None:
    """A title, a paragraph, and a repair."""
    restored = restore_statement(SourceFile("letter.eml", "letter.eml", mail().as_bytes()), language="en")
    assert restored.statement.title == (Text("The tap is ours"),)
    assert [type(block) for block in restored.statement.blocks] == [Paragraph]
    [repair] = [repair for repair in restored.repairs if repair.rule == "mail"]
    assert "street@harbour.example" in repair.before


def test_a_mail_without_a_subject_has_no_envelope() -> None:
    """For nothing could tell it from the text."""
    message = mail()
    del message["Subject"]
    assert next(line for line in lines_of(message) if line) == "The tap is ours"


def test_the_same_words_in_html_are_not_missed() -> None:
    """Most programs send a text twice."""
    message = mail()
    message.add_alternative("<p>The tap is ours</p>", subtype="html")
    _, warnings = read_manuscript(message.as_bytes(), "letter.eml")
    assert warnings == ()


def test_what_else_a_mail_brings_is_named() -> None:
    """Somebody may have sent the statement as a file."""
    message = mail()
    message.add_attachment(b"PK", maintype="application", subtype="zip", filename="leaflet.docx")
    _, [warning] = read_manuscript(message.as_bytes(), "letter.eml")
    assert (warning.rule, warning.message) == (
        "unread-file",
        "the mail brings more, which was not read: leaflet.docx",
    )


def test_a_mail_in_html_alone_is_refused() -> None:
    """We read no HTML."""
    message = EmailMessage()
    message.set_content("<p>The tap is ours</p>", subtype="html")
    with pytest.raises(PamphletError, match=r"letter\.eml:1: the mail holds no plain text; copy its words"):
        lines_of(message)


def test_an_encoding_that_is_none_is_not_believed() -> None:
    """Nor one that would unpack something."""
    for charset in (b"x-klingon", b"zip", b"rot13"):
        content = mail().as_bytes().replace(b'charset="utf-8"', b'charset="' + charset + b'"')
        assert "The tap is ours" in lines_of(content)


def test_a_mail_of_countless_parts_is_refused() -> None:
    """Nested a thousand deep, or side by side."""
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1000))
    wide = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nwords\n" * 1000 + b"--b--\n"
    for content in (deep, wide):
        with pytest.raises(PamphletError, match="the mail cannot be taken apart"):
            lines_of(content)


def test_the_file_of_a_mail_stays_out_of_the_pdf(tmp_path: Path) -> None:
    """Its envelope tells who else got it."""
    for name in ("one.eml", "two.txt"):
        content = mail().as_bytes() if name.endswith(".eml") else b"The pump\n\nIt is ours, too.\n"
        (tmp_path / name).write_bytes(content)
    edition = gather_edition([tmp_path], source_date_epoch=None)
    assert {statement.source for statement in edition.pamphlet.statements} == {"one.eml", "two.txt"}
    assert list(edition.sources) == ["two.txt"]


@pytest.mark.parametrize(
    "field",
    [
        "Content-Type: text/plain; charset*0=a; charset*=b",
        "Content-Disposition: attachment; filename*=\0''a",
        "Content-Type: text/plain; charset*=\0''b",
    ],
)
def test_fields_that_are_broken_break_nothing_else(field: str) -> None:
    """Whatever the standard library makes of them."""
    content = f"From: a\n{field}\n\nThe tap is ours\n".encode()
    with suppress(PamphletError):
        assert "The tap is ours" in lines_of(content)


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("The tap is ours", "The tap is ours"),
        ("Re: AW: Fwd: The tap: ours", "The tap: ours"),
        ("RE[2]: The tap", "The tap"),
        ("Rent: what we ask", "Rent: what we ask"),
        ("Re:", "Letter"),
    ],
)
def test_a_mail_without_a_title_is_called_by_its_subject(subject: str, title: str) -> None:
    """Without what says that it answers; a doubt says so, and with nothing of a subject the file’s name is left."""
    message = mail("It was dug by the street, and the street keeps it, café and all.\n\nNobody else did.\n")
    del message["Subject"]
    message["Subject"] = subject
    restored = restore_statement(SourceFile("letter.eml", "letter.eml", message.as_bytes()))
    assert restored.statement.title == (Text(title),)
    assert [warning.rule for warning in restored.warnings] == ["title"]
