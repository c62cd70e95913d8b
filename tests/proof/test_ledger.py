"""Every word of every source is in the finished files, or a repair says what became of it."""

from __future__ import annotations

import io
import zipfile

import msgspec
import pytest
from msgspec.structs import replace

from pamphlet.errors import UnaccountedError
from pamphlet.model import Statement
from pamphlet.pipeline import make_files
from pamphlet.proof import Proof, Sheets, prove

from .conftest import Built


def prove_again(built: Built, **made: bytes) -> Proof:
    named = built.edition.named_within()
    contents = {each: built.files[each].content for each in ("epub", "pdf")} | made
    sheets = Sheets(built.files["pdf"].content, ((built.files["booklet"].content,),))
    return prove(named.pamphlet, named.manuscripts, named.repairs, named.warnings, contents, sheets=sheets)


def alter_epub(epub: bytes, before: bytes, after: bytes) -> bytes:
    altered = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub)) as old, zipfile.ZipFile(altered, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(before, after) if "statements/" in name else old.read(name))
    return altered.getvalue()


def test_nothing_is_unaccounted_for_in_a_sound_build(built: Built) -> None:
    """Footnotes, tables, quotations, bullets, a cut paragraph and two contact blocks included."""
    proof = prove_again(built)
    assert proof.ledger.unaccounted == ()
    assert proof.ledger.media == ("e-book", "pages", "booklet")


def test_the_ledger_counts_what_each_rule_took(built: Built) -> None:
    """The contact block is named, and the words that the header and the text share are counted once."""
    first, second = prove_again(built).ledger.accounts
    assert (first.file, second.file) == ("10-quay.md", "20-stair.md")
    assert first.by_rule == {"contact": 6, "https": 1}
    assert second.by_rule == {"contact": 6}


@pytest.mark.parametrize(
    ("before", "after", "side", "words"),
    [
        (b"Nobody has asked", b"Nobody asked", "lacking", "has"),
        (b"Open the gate", b"Open the wide gate", "added", "wide"),
        (b"Forty steps", b"Fifty steps", "lacking", "Forty"),
        (b"hangs in the library", b"hangs in library", "lacking", "the"),
    ],
)
def test_a_word_lost_or_added_in_the_e_book_is_named(
    built: Built, before: bytes, after: bytes, side: str, words: str
) -> None:
    """With its file, so that it can be found."""
    proof = prove_again(built, epub=alter_epub(built.files["epub"].content, before, after))
    assert (side, words, "e-book") in {(loss.side, loss.words, loss.medium) for loss in proof.ledger.unaccounted}


def test_words_in_another_order_are_named(built: Built) -> None:
    """A ledger of counts alone would not see it."""
    proof = prove_again(built, epub=alter_epub(built.files["epub"].content, b"the gate", b"gate the"))
    assert proof.ledger.unaccounted


def test_a_page_that_the_folded_booklet_lacks_is_named(built: Built) -> None:
    """A booklet folded for the other flip reads in the wrong order."""
    named = built.edition.named_within()
    contents = {each: built.files[each].content for each in ("epub", "pdf")}
    sheets = Sheets(contents["pdf"], ((built.files["booklet"].content,),), flip="long")
    proof = prove(named.pamphlet, named.manuscripts, named.repairs, named.warnings, contents, sheets=sheets)
    assert any(loss.medium == "booklet" for loss in proof.ledger.unaccounted)


def test_a_word_unaccounted_for_stops_the_build(built: Built) -> None:
    """Nothing is handed out that lacks a word."""
    statements = [shorten(statement) for statement in built.edition.pamphlet.statements]
    pamphlet = replace(built.edition.pamphlet, statements=tuple(statements))
    damaged = msgspec.structs.replace(built.edition, pamphlet=pamphlet)
    with pytest.raises(UnaccountedError, match=r"“.*” is lacking in the e-book, and no repair says why"):
        make_files(damaged, ("epub",))


def shorten(statement: Statement) -> Statement:
    return replace(statement, blocks=statement.blocks[1:])
