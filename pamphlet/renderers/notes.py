"""Footnotes → the calls in the text, and the notes at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from markupsafe import Markup
from msgspec import Struct

from pamphlet.errors import PamphletError
from pamphlet.model import Block, Footnote
from pamphlet.model.walk import Run, all_blocks, footnotes, runs
from pamphlet.renderers.xhtml import Dialect, number_notes, render_blocks


class Note(Struct, frozen=True):
    """A note as it is set: its number, or None where nothing in the text calls it; its id, and that of its call."""

    number: int | None
    content: Markup
    anchor: str
    back: str


class Notes:
    """The notes of one text, numbered from 1 in the order in which the text calls them."""

    def __init__(
        self, blocks: Iterable[Block], *, lead: Iterable[Run] = (), source: str = "", prefix: str = "", kind: str = ""
    ) -> None:
        """Find the notes among the blocks.

        `lead` is the text above them: a title, a standfirst. `prefix` parts the ids of several texts in one file;
        `kind` is what a format adds to a call's attributes.
        """
        blocks = tuple(blocks)
        self._source, self._prefix, self._kind = source, prefix, kind
        self._notes = {note.label: note for note in footnotes(all_blocks(blocks))}
        text = runs(block for block in blocks if not isinstance(block, Footnote))
        self._numbers = number_notes((*lead, *text, *runs(self._notes.values())))
        self._calls: Counter[str] = Counter()

    def call(self, label: str) -> str:
        """The raised number in the text; each call of the same note has its own id."""
        if label not in self._notes:
            raise PamphletError(
                f"the text calls a note “{label}” that is not there",
                advice=f"write the note, in a line that begins with [^{label}]:",
                where=self._source,
            )
        self._calls[label] += 1
        number, call = self._numbers[label], self._calls[label]
        anchor = f"{self._prefix}call-{number}" if call == 1 else f"{self._prefix}call-{number}-{call}"
        opening = f'<a {self._kind} role="doc-noteref"' if self._kind else '<a role="doc-noteref"'
        return f'{opening} class="noteref" id="{anchor}" href="#{self._prefix}note-{number}">{number}</a>'

    def render(self, dialect: Dialect) -> Iterator[Note]:
        """The notes by number; last those that nothing calls, for no word is to be lost."""
        last = len(self._numbers)
        for label in sorted(self._notes, key=lambda label: self._numbers.get(label, last + 1)):
            content = Markup(render_blocks(self._notes[label].blocks, dialect))  # noqa: S704 - escaped there
            number = self._numbers.get(label)
            yield Note(number, content, f"{self._prefix}note-{number}", f"{self._prefix}call-{number}")
