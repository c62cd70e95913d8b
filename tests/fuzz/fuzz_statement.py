"""A fuzz target, guided by coverage: any bytes as a statement, from decoding to the document model.

    python -m tests.fuzz.fuzz_statement -max_total_time=600 -max_len=2000 SCRATCH tests/fuzz/corpus

SCRATCH is a folder for the inputs that it finds worth keeping. It ends with a traceback, and writes the input to a
file, if anything but an error for the user is raised, a control character comes through, a word of UTF-8 is not
accounted for, or a second restoration of the same bytes, made of one input in eight, has another outcome. It needs the
extra `fuzz`; see CONTRIBUTING.md.
"""

from __future__ import annotations

import sys
import zlib
from typing import Final

import atheris
import msgspec

with atheris.instrument_imports(include=["pamphlet"]):
    from pamphlet.errors import PamphletError
    from pamphlet.model.characters import DIRECTING, UNPRINTABLE
    from pamphlet.proof.ledger import Entry, draw_up
    from pamphlet.statements import RestoredStatement, SourceFile, restore_statement

ONCE_IN: Final = 8
"""One input in so many is restored twice, for that takes as long again."""


def restore(content: bytes) -> RestoredStatement:
    """The statement that some bytes are, in English."""
    return restore_statement(SourceFile("10-quay.md", "10-quay.md", content), language="en")


def try_bytes(content: bytes) -> None:
    """One input: restored, or refused in a sentence; and whatever comes of it comes of it again."""
    again = zlib.crc32(content) % ONCE_IN == 0
    try:
        restored = restore(content)
    except PamphletError as error:
        sentence = str(error)
        if "\n" in sentence or not sentence.startswith("10-quay.md"):
            raise AssertionError(sentence) from error
        if again:
            refuse_again(content, sentence)
        return
    held = msgspec.json.encode(restored.statement).decode()
    if UNPRINTABLE.search(held) or DIRECTING.search(held):
        raise AssertionError("a character that nobody can see came through")
    if is_utf_8(content):
        words_are_accounted_for(restored)
    if again and restore(content) != restored:
        raise AssertionError("two restorations differ")


def is_utf_8(content: bytes) -> bool:
    """Whether the bytes are text for certain: of noise, nobody can say what its words are."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def words_are_accounted_for(restored: RestoredStatement) -> None:
    """The ledger's first step: what the restored lines lack or have besides, a repair names."""
    entry = Entry(restored.statement, restored.manuscript, restored.repairs)
    if losses := draw_up([entry]).unaccounted:
        raise AssertionError(losses[0].sentence)


def refuse_again(content: bytes, sentence: str) -> None:
    """The same bytes are refused in the same words."""
    try:
        restore(content)
    except PamphletError as error:
        if str(error) != sentence:
            raise AssertionError(sentence) from error
    else:
        raise AssertionError("refused once, and read the second time")


def main() -> None:
    """Run until something is found or the time is up."""
    atheris.Setup(sys.argv, try_bytes)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
