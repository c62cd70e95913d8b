"""Statements that may be two versions of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.gathering import gather_edition

RENTS = "In 2019 a flat cost 620 pounds a month, and in 2021 it cost 690.\n\nFrom April they want 976.\n"


def doubts(folder: Path, **texts: str) -> list[tuple[str, str]]:
    """The file and the message of each twin in an edition of these statements."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    edition = gather_edition([folder], source_date_epoch=None)
    return [(Path(each.file).name, each.message) for each in edition.warnings if each.rule == "twin"]


def test_a_second_version_of_a_statement_is_flagged(tmp_path: Path) -> None:
    """At the later one, with the other's path."""
    ((file, message),) = doubts(
        tmp_path, v1=f"What the rents were\n\n{RENTS}", v2=f"What the rents were\n\n{RENTS}More."
    )
    assert file == "v2.txt"
    assert f"much the same as {tmp_path / 'v1.txt'}" in message


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("What the rents are", RENTS),
        ("What the rents were", "The lamp at the slipway has been out for a year, and nobody mends it.\n"),
    ],
)
def test_another_title_or_other_words_make_another_statement(tmp_path: Path, title: str, text: str) -> None:
    """Minutes bear one title month after month."""
    assert not doubts(tmp_path, v1=f"What the rents were\n\n{RENTS}", v2=f"{title}\n\n{text}")
