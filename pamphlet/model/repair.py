"""What the proof is made of: each change to a text, and each doubt about one."""

from __future__ import annotations

from msgspec import Struct


class Repair(Struct, frozen=True):
    """A change: which rule made it, on which lines, and the words before and after.

    `after` is "" where the words left the text; `note` then says where they went or what stands for them.
    A line feed stands where a line of the source ended. `last_line` is 0 where the change lies on one line.
    `confidence` is how often the rule's repairs are right, at the least, as was measured: 0 to 1, none if it was not.
    """

    rule: str
    file: str
    line: int
    before: str
    after: str
    last_line: int = 0
    note: str = ""
    confidence: float | None = None

    def touches(self, line: int) -> bool:
        """Whether the change lies on a line of the file."""
        return self.line <= line <= max(self.line, self.last_line)


class Warning(Struct, frozen=True):  # noqa: A001 - the word for it in every report that people read
    """A doubt: the text was left as it is, and somebody should look."""

    rule: str
    file: str
    line: int
    message: str
