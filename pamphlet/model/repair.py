"""What the proof is made of: each change to a text, and each doubt about one."""

from __future__ import annotations

from msgspec import Struct


class Repair(Struct, frozen=True):
    """A change: which rule made it, where, and the words before and after."""

    rule: str
    file: str
    line: int
    before: str
    after: str


class Warning(Struct, frozen=True):  # noqa: A001 - the word for it in every report that people read
    """A doubt: the text was left as it is, and somebody should look."""

    rule: str
    file: str
    line: int
    message: str
