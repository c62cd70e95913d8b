"""`python -m pamphlet`: the command line."""

from pamphlet.cli import run

run()
