"""`python -m pamphlet`: the command line."""

try:
    from pamphlet.cli import run
except KeyboardInterrupt:  # in its first hundredth of a second
    raise SystemExit(130) from None

run()
