"""How the process ends: at once, but not before everything is done and said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

BESIDE: Final = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUNBUFFERED": ""}
PROGRAM: Final = """
import atexit, os, sys, threading
from pamphlet.cli.leaving import run_and_leave

class Held:
    def __del__(self, write=os.write): write(2, b"taken apart\\n")

held = Held()
held.itself = held
atexit.register(print, "done at the end")

def command():
    print("said")
    {command}

run_and_leave(command)
"""


def run(command: str) -> tuple[int, str, str]:
    """The code that a program ends with, its output, and what it says on stderr."""
    program = [sys.executable, "-c", PROGRAM.format(command=command)]
    left = subprocess.run(program, env=BESIDE, capture_output=True, text=True, check=False)
    return left.returncode, left.stdout, left.stderr


@pytest.mark.parametrize(("leaves", "code"), [("0", 0), ("1", 1), ("2", 2), ("None", 0), ("256 + 3", 3)])
def test_the_process_ends_with_its_code_and_all_that_it_said(leaves: str, code: int) -> None:
    """What is registered for the end is done; nothing is taken apart."""
    assert run(f"sys.exit({leaves})") == (code, "said\ndone at the end\n", "")


@pytest.mark.parametrize(
    "command",
    ["threading.Timer(0.2, int).start(); sys.exit(1)", "sys.setprofile(lambda *_: None); sys.exit(1)"],
    ids=["another thread runs", "somebody measures"],
)
def test_python_ends_as_ever_where_it_must(command: str) -> None:
    """Nobody is cut off."""
    code, said, errors = run(command)
    assert (code, said) == (1, "said\ndone at the end\n")
    assert "taken apart" in errors


def test_a_message_or_a_failure_ends_as_ever() -> None:
    """Both are said on stderr."""
    assert run("sys.exit('no such thing')")[::2] == (1, "no such thing\ntaken apart\n")
    code, said, errors = run("raise ValueError('no such value')")
    assert (code, said) == (1, "said\ndone at the end\n")
    assert "ValueError: no such value" in errors


def test_a_closed_output_is_told_as_ever() -> None:
    """Whoever reads no more of it is told by the code 120, as of any program in Python."""
    read, write = os.pipe()
    os.close(read)
    try:
        program = [sys.executable, "-c", PROGRAM.format(command="sys.exit(0)")]
        left = subprocess.run(program, env=BESIDE, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(write)
    assert left.returncode == 120
    assert "BrokenPipeError" in left.stderr
