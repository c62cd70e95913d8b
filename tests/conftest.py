"""What every test relies on."""

from __future__ import annotations

import pytest
from hypothesis import settings

# The same examples on every machine and on every day, however slow it is: a failure is never a matter of luck.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Goldens change only by this option; read the diff."""
    parser.addoption("--save-goldens", action="store_true", help="write the golden files anew")
    parser.addoption("--every-job", action="store_true", help="fold 1 to 200 pages in every way: an hour or two")
