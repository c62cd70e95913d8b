"""[restore]: rules that are switched off, and readings that are pinned."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.errors import PamphletError
from pamphlet.gathering import Edition, gather_edition
from pamphlet.model.walk import plain_text, runs

STATEMENT = '# Quay\n\nAda Brook\n\nThe rent "rose"\n\nagain and so...\n'


def gather(folder: Path, settings: str) -> Edition:
    (folder / "edition.toml").write_text(settings, encoding="utf-8")
    (folder / "quay.txt").write_text(STATEMENT, encoding="utf-8")
    return gather_edition([folder], source_date_epoch=None)


def words(edition: Edition) -> list[str]:
    return [plain_text(run) for run in runs(edition.pamphlet.statements[0].blocks)]


def test_all_rules_are_on_unless_the_edition_says_otherwise(tmp_path: Path) -> None:
    """Three of them have something to do here."""
    assert words(gather(tmp_path, ""))[-1] == "The rent “rose” again and so…"


def test_a_rule_that_is_off_leaves_the_text_as_it_is(tmp_path: Path) -> None:
    """By the name that its repairs bear."""
    edition = gather(tmp_path, '[restore]\noff = ["quotes", "ellipsis", "cut-paragraph"]')
    assert words(edition)[-2:] == ['The rent "rose"', "again and so..."]
    assert edition.repairs == ()


def test_an_unknown_rule_is_refused_where_it_stands(tmp_path: Path) -> None:
    """And those that exist are named."""
    with pytest.raises(
        PamphletError, match=r"edition\.toml:2: no rule is called “quots”; `off` takes attribution, break, "
    ):
        gather(tmp_path, '[restore]\noff = ["quots"]')


def test_a_pinned_line_reads_as_the_edition_says(tmp_path: Path) -> None:
    """And the proof says so."""
    edition = gather(tmp_path, '[[restore.pin]]\nfile = "quay.txt"\nline = 5\ntext = "The rents rose"')
    assert words(edition)[-1] == "The rents rose again and so…"
    assert ("pin", 5, 'The rent "rose"', "The rents rose") in [
        (each.rule, each.line, each.before, each.after) for each in edition.repairs
    ]


def test_a_pin_to_no_line_is_refused(tmp_path: Path) -> None:
    """The source may have changed."""
    with pytest.raises(PamphletError, match=r"edition\.toml:\d: “.*” has no line 50"):
        gather(tmp_path, '[[restore.pin]]\nfile = "quay.txt"\nline = 50\ntext = "x"')
