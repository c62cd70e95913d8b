"""Where marks are tangled, the statement is read instead of its lines; and the lines must hold what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.model import Line
from pamphlet.pipeline import make_files, read_edition
from pamphlet.proof.stated import hold_the_same, stated_words
from pamphlet.statements import SourceFile, restore_statement

TANGLED = (
    "lamp `oil *wick` glass* pier ``quay` stair``so`",
    '[q]: why & met [q] [x](https://harbour.example "and so" on) _y_ ;',
    "| a | **b\n| `c | d`\n12. e **f | g",
    "- [x] a [b](c\n- d) [e][f\n  g] `h",
    "**amber *beacon** nobody* and ``again` [^n] 12. so\n\n[^n]: [^n] [amber]() a\\",
    "June 1984 the nobody Brook ``z` 2 * 3 ``so`z`",
)


@pytest.mark.parametrize(
    ("lines", "is_held"),
    [
        (("We *met* [there](https://harbour.example).",), True),
        (("We *met*",), False),
        (("We *met* there again.",), False),
        (("We m*et* there",), True),
        (("We met there too", "[too]: https://harbour.example"), False),
        (("We met [there][too]", "[too]: https://harbour.example"), True),
    ],
)
def test_lines_hold_what_is_said_and_besides_it_markup_alone(lines: tuple[str, ...], *, is_held: bool) -> None:
    """Each word as often as it is said."""
    said = stated_words(restore_statement(SourceFile("a.md", "a.md", b"# Q\n\nWe met there."), language="en").statement)
    held = [Line(number, text) for number, text in enumerate(("Q", *lines), start=1)]
    assert hold_the_same(held, said) == is_held


def test_tangled_marks_stop_no_build(tmp_path: Path) -> None:
    """Whatever is printed of them."""
    for place, text in enumerate(TANGLED):
        (tmp_path / f"{place}.md").write_text(f"# Quay\n\nWe waited.\n\n{text}\n", encoding="utf-8")
    assert make_files(read_edition([tmp_path], source_date_epoch=0), ("epub",))
