"""The real command, run in a folder of its own; and one build that many tests look at."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from pamphlet.cli.commands import program

CHECKOUT = Path(__file__).parents[2]
STEERING = ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "PAMPHLET_DEBUG", "_PAMPHLET_COMPLETE")
"""What in the environment would change what the command does."""
# No folder can be made there, so that no test is answered from what another, or a person, has built.
NOTHING_KEPT = {"XDG_CACHE_HOME": os.devnull}

STATEMENT = "# The pump is dry\n\nAda Brook\n\n1 May 2031\n\nIt has been dry since the thaw.\n"


def run(*arguments: str, environment: Mapping[str, str] | None = None) -> Result:
    """The command in this process, as `pamphlet …` in the current folder."""
    return CliRunner(env=NOTHING_KEPT | dict(environment or {})).invoke(program, arguments, prog_name="pamphlet")


def command(*arguments: str) -> list[str]:
    """The command in a process of its own."""
    return [sys.executable, "-m", "pamphlet", *arguments]


def environment(**changes: str) -> dict[str, str]:
    """This environment without what steers the command, and with the program on its path."""
    kept = {name: value for name, value in os.environ.items() if name not in STEERING}
    return kept | NOTHING_KEPT | {"PYTHONPATH": str(CHECKOUT)} | changes


def run_apart(*arguments: str, folder: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, run to its end."""
    return subprocess.run(
        command(*arguments), cwd=folder, env=environment(**changes), capture_output=True, text=True, check=False
    )


def write_edition(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Files by their names below the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of all files of a folder, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the checkout, or what the environment happens to ask for."""
    monkeypatch.chdir(tmp_path)
    for name in STEERING:
        monkeypatch.delenv(name, raising=False)


class Built(NamedTuple):
    """A folder with an edition in `leaflet` and its files in `build`, and what `--json` and people were told."""

    folder: Path
    as_json: Result
    for_people: Result


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The example edition with a file that is no statement, built twice."""
    folder = tmp_path_factory.mktemp("built")
    with chdir(folder):
        run("new", "leaflet")
        write_edition(folder / "leaflet", {"letter.docx": b"PK"})
        return Built(folder, run("build", "leaflet", "--json"), run("build", "leaflet"))
