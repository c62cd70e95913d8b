"""One small edition, built once: sources, finished files, and the proof of them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from pamphlet.gathering import Edition
from pamphlet.pipeline import FinishedFile, make_files, read_edition

BREAK = "  "  # the two spaces that keep a line end
QUAY = f"""# Who owns the quay?

Ada Brook{BREAK}
3 May 2031

The quay was "given" to the town in 1903, and the council's own map says so. Nobody has asked the town since

what it wants done with it.[^1]

- \\* Open the gate
- \\* Mend the right-wing stair, at a cost of 40%

[^1]: The map hangs in the library.

> Whoever paints the *crane* paints the sky.

| Berth | Length |
|-------|-------:|
| East  | 40 m   |

To contact us visit:{BREAK}
**[harbour.example](http://harbour.example)**
"""
STAIR = """---
title: The stair
authors: [Ben Rill, Cass Otter]
date: 2031-06-01
---

Forty steps, and not one of them level. We counted them twice, on a dry day.

To contact us visit:

**[harbour.example](https://harbour.example)**
"""


class Built(NamedTuple):
    """An edition and its files by format; the proof's page is "proof"."""

    edition: Edition
    files: dict[str, FinishedFile]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The two statements above as e-book, pages and booklet."""
    folder: Path = tmp_path_factory.mktemp("quay")
    (folder / "10-quay.md").write_text(QUAY, encoding="utf-8")
    (folder / "20-stair.md").write_text(STAIR, encoding="utf-8")
    edition = read_edition([folder], source_date_epoch=None)
    files = make_files(edition, ("epub", "pdf", "booklet"))
    return Built(edition, {file.format: file for file in reversed(files)})
