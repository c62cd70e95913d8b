"""Leaflets in the state in which they come, and what their sources themselves say of them.

Real ones lie beside the repository, in no version of it: their words are other people's.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from pamphlet.model import Block, BulletedList, Paragraph
from pamphlet.model.walk import all_blocks, plain_text, runs
from pamphlet.statements import RestoredStatement, SourceFile, restore_statement

ROOT = Path(__file__).parents[2]
OURS = tuple(ROOT / "tests/fixtures/statements" / name for name in ("01-mooring-fees.txt", "02-demands.txt"))
REAL_FOLDER = ROOT.parent / "shared/statements"
REAL = tuple(sorted(REAL_FOLDER.glob("*.txt")))


class Leaflet:
    """One leaflet, restored; and the parts of its source, told from its lines alone."""

    def __init__(self, path: Path) -> None:
        """Read the leaflet: a title, a name, a date, then the text; after a wide gap the contact block."""
        lines = path.read_text(encoding="utf-8").splitlines()
        parts = [list(group) for gap, group in groupby(_in_wide_gap(lines), key=lambda pair: pair[1]) if not gap]
        text, contact = ([line.strip() for line, _ in part if line.strip()] for part in parts)
        self.title, self.author, self.date = text[0].removeprefix("# "), text[1], text[2]
        self.body = text[3:]
        self.contact = contact
        self.items = [line for line in self.body if line.startswith("- ")]
        self.restored: RestoredStatement = restore_statement(
            SourceFile(path.name, path.name, path.read_bytes()), language="en"
        )

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of the restored statement, those in lists too."""
        return tuple(all_blocks(self.restored.statement.blocks))

    @property
    def paragraphs(self) -> list[str]:
        """The words of every paragraph outside lists."""
        blocks = self.restored.statement.blocks
        return [plain_text(block.content) for block in blocks if isinstance(block, Paragraph)]

    @property
    def list_items(self) -> list[str]:
        """The words of every list item."""
        lists = (block for block in self.blocks if isinstance(block, BulletedList))
        return [" ".join(map(plain_text, runs(item.blocks))) for each in lists for item in each.items]

    @property
    def words(self) -> list[str]:
        """Every word of the restored text, in order."""
        return " ".join(map(plain_text, runs(self.restored.statement.blocks))).split()


def _in_wide_gap(lines: list[str]) -> list[tuple[str, bool]]:
    """Each line, and whether it is one of two blank ones or more in a row."""
    pairs: list[tuple[str, bool]] = []
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        lines_ = list(group)
        pairs += [(line, blank and len(lines_) > 1) for line in lines_]
    return pairs


def as_typeset(line: str) -> list[str]:
    """The words of a line of a source as a reader sees them, with straight marks."""
    return straight(re.sub(r"^-\s+(\\\*\s+)?|[*]", "", line)).split()


def straight(text: str) -> str:
    """The text with every quotation mark straight, to compare words and not marks."""
    return text.translate(str.maketrans("“”‘’", "\"\"''"))
