"""Words of the model → the line of the source that they stand on."""

from __future__ import annotations

from collections.abc import Sequence

from pamphlet.model import Line


class Places:
    """Finds words in lines, in reading order; a word that cannot be found is on the last one that was."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._index = 0
        self._column = 0

    def line_of(self, word: str) -> int:
        """The number of the next line, from where the last word stood, that holds the word."""
        for index in range(self._index, len(self._lines)):
            start = self._column if index == self._index else 0
            column = self._lines[index].text.find(word, start)
            if column >= 0:
                self._index, self._column = index, column + len(word)
                break
        return self._lines[self._index].number if self._lines else 1
