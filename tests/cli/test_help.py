"""`--help`, `--version` and completion: what a newcomer tries first."""

from __future__ import annotations

import subprocess
import sys

import pytest

import pamphlet
from pamphlet.cli.commands import program
from pamphlet.pipeline import FORMATS

from .conftest import CHECKOUT, environment, run, run_apart

# What would make --help wait, were it imported?
COMMANDS = [
    *("build", "watch", "check", "batch", "press", "preflight"),
    *("restore", "new", "dump", "doctor", "completion"),
]
HEAVY = ("weasyprint", "ebooklib", "pikepdf", "markdown", "lxml", "babel", "PIL", "msgspec", "rich")


@pytest.mark.parametrize("name", list(program.commands))
def test_every_command_shows_examples(name: str) -> None:
    """At the foot of its help, each beginning with what to type."""
    shown = run(name, "--help")
    assert shown.exit_code == 0
    examples = shown.stdout.partition("\nExamples:\n")[2]
    assert f"pamphlet {name}" in examples


def test_help_lists_commands_in_the_order_of_use() -> None:
    """And what the exit codes mean."""
    shown = run("--help").stdout
    places = [shown.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    assert "Exit codes:\n  0    fine\n" in shown


def test_help_cuts_no_command_short() -> None:
    """The first sentence of each fits its line."""
    assert "..." not in run("--help").stdout.partition("Commands:")[2]


def test_h_is_help() -> None:
    """As in most commands."""
    assert run("-h").stdout == run("--help").stdout


def test_version() -> None:
    """Name and number, for a bug report."""
    assert run("--version").stdout == f"pamphlet {pamphlet.__version__}\n"


def test_help_waits_for_no_library() -> None:
    """Only what the command line itself is made of is imported."""
    names = ", ".join(f"{name!r}" for name in HEAVY)
    script = f"import sys, pamphlet.cli; print(sorted({{{names}}} & set(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True
    )
    assert loaded.stdout == "[]\n"


@pytest.mark.parametrize("arguments", [["bild"], ["build", "--formt", "pdf"], ["new"], ["completion", "tcsh"]])
def test_a_mistyped_command_is_bad_usage(arguments: list[str]) -> None:
    """Exit code 2, and the way to the help."""
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert "--help' for help." in refused.stderr


@pytest.mark.parametrize(
    ("shell", "registration"),
    [("bash", "complete -o nosort"), ("zsh", "#compdef pamphlet"), ("fish", "complete --no-files --command pamphlet")],
)
def test_completion_prints_the_script(shell: str, registration: str) -> None:
    """To be sourced by the shell."""
    printed = run("completion", shell)
    assert printed.exit_code == 0
    assert registration in printed.stdout
    assert "_PAMPHLET_COMPLETE" in printed.stdout


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("pamphlet ", COMMANDS),
        ("pamphlet build --formats ", list(FORMATS)),
        ("pamphlet build --formats epub,", [f"epub,{name}" for name in FORMATS if name != "epub"]),
        ("pamphlet build --style cl", ["classic"]),
    ],
)
def test_the_shell_is_offered_what_fits(words: str, offered: list[str]) -> None:
    """As the completion script asks for it."""
    asked = run_apart(
        folder=CHECKOUT,
        _PAMPHLET_COMPLETE="bash_complete",
        COMP_WORDS=words,
        COMP_CWORD=str(words.count(" ")),
    )
    assert [line.partition(",")[2] for line in asked.stdout.splitlines()] == offered
