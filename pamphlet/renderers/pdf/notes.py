"""Footnotes → the calls in the text, the notes at the foot of its pages, and those that stand at a statement's end."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from pamphlet.errors import PamphletError
from pamphlet.model import Footnote, Paragraph, Statement
from pamphlet.model.walk import Run, all_blocks, footnotes, plain_text, runs
from pamphlet.renderers.pdf.geometry import PageGeometry
from pamphlet.renderers.xhtml import Dialect, number_notes, render_blocks, render_inlines

# Notes of one paragraph that would take more of a page than this stand at the statement's end.
MOST_OF_A_PAGE: Final = 1 / 4
# How wide is a letter of a note, in ems of the text? 0.46 em at 0.82 of the size.
NOTE_LETTER_EM: Final = 0.38


class Notes:
    """The notes of one statement, numbered from 1 in the order in which its text calls them.

    A note is set once, at the foot of the page that calls it first; what no foot can hold follows the text.
    """

    def __init__(self, statement: Statement, geometry: PageGeometry, dialect: Dialect, *, at_end: bool = False) -> None:
        """`dialect` sets what the notes themselves hold, links and all; with `at_end` all follow the text."""
        self._source = statement.source
        self._slug = statement.slug
        self._geometry = geometry
        self._notes = {note.label: note for note in footnotes(all_blocks(statement.blocks))}
        body = runs(block for block in statement.blocks if not isinstance(block, Footnote))
        text = (statement.title, statement.standfirst, *body)
        self._numbers = number_notes((*text, *runs(self._notes.values())))
        self._at_foot = set() if at_end else {label for run in text for label in self._fitting(run)}
        self._set: set[str] = set()
        self._inside = Dialect(self._refer, dialect.footnote, dialect.image_source, link=dialect.link)

    def call(self, label: str) -> str:
        """The raised number in the text; the first call of a note brings it to the foot of the page."""
        self._refuse_unknown(label)
        if label not in self._at_foot or label in self._set:
            return self._refer(label)
        self._set.add(label)
        # Paragraphs run on: a float at the foot holds lines, not blocks.
        words = "<br/>".join(render_inlines(run, self._inside) for run in runs(self._notes[label].blocks))
        number = self._numbers[label]
        return f'<span class="footnote" id="{self._anchor(label)}" data-number="{number}">{number}. {words}</span>'

    def render_rest(self) -> str:
        """The notes that stand in no foot, by number; last those that nothing calls, for no word is to be lost."""
        last = len(self._numbers) + 1
        rest = (label for label in self._notes if label not in self._set)
        ordered = sorted(rest, key=lambda label: self._numbers.get(label, last))
        return f'<div class="notes">{"".join(map(self._render, ordered))}</div>' if ordered else ""

    def _render(self, label: str) -> str:
        number = self._numbers.get(label)
        stated = f' class="note numbered" style="counter-reset: note {number}"' if number else ' class="note"'
        blocks = render_blocks(self._notes[label].blocks, self._inside)
        return f'<div{stated} id="{self._anchor(label)}">{blocks}</div>'

    def _refer(self, label: str) -> str:
        self._refuse_unknown(label)
        return f'<a class="call" href="#{self._anchor(label)}">{self._numbers[label]}</a>'

    def _anchor(self, label: str) -> str:
        position = list(self._notes).index(label) + 1
        return f"note-{self._slug}-{position}"

    def _fitting(self, run: Run) -> Iterator[str]:
        """The notes that a run calls and that, together, leave the page to the text."""
        notes = [self._notes[label] for label in number_notes((run,)) if label in self._notes]
        plain = [note for note in notes if all(isinstance(block, Paragraph) for block in note.blocks)]
        if sum(map(self._count_lines, plain)) <= MOST_OF_A_PAGE * self._geometry.lines:
            yield from (note.label for note in plain)

    def _count_lines(self, note: Footnote) -> int:
        letters_a_line = self._geometry.measure_pt / (NOTE_LETTER_EM * self._geometry.text_pt)
        return sum(math.ceil(len(plain_text(run)) / letters_a_line) for run in runs(note.blocks))

    def _refuse_unknown(self, label: str) -> None:
        if label not in self._notes:
            raise PamphletError(
                f"the text calls a note “{label}” that is not there",
                advice=f"write the note, in a line that begins with [^{label}]:",
                where=self._source,
            )


def statement_of(anchor: str) -> str:
    """The slug of the statement whose note has this anchor."""
    return anchor.removeprefix("note-").rpartition("-")[0]
