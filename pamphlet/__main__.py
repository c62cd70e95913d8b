"""`python -m pamphlet`: the command line."""

from pamphlet.cli import main

main()
