"""A batch's result → everything that lists it: report, index, OPDS catalogue, in their folder at one moment."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from pamphlet.batch import index, opds, report
from pamphlet.batch.job import to_json
from pamphlet.batch.run import Result
from pamphlet.batch.shelf import shelve
from pamphlet.storage import write_files

TITLE: Final = "Pamphlets"
"""What an archive is called that nobody has given a name."""
REPORT_PAGE: Final = "report.html"
REPORT_JSON: Final = "report.json"
PAGE: Final = re.compile(r"(opds|index)-[a-z0-9-]+\.(json|html)")
"""A further page of a list, of which there may be fewer now than before."""


def write_listing(result: Result, folder: Path, *, title: str) -> None:
    """Write all lists of the editions; the archive is called by the `title`, else as before."""
    title = title or opds.title_of(folder) or TITLE
    shelved = shelve(result.entries, folder)
    drawn_up = report.draw_up(shelved, result.refused)
    files = {
        REPORT_PAGE: report.to_html(drawn_up),
        REPORT_JSON: to_json(drawn_up),
        **index.pages(shelved, title),
        **opds.feeds(shelved, title),
    }
    write_files(folder, files)
    for path in folder.iterdir():
        if PAGE.fullmatch(path.name) and path.name not in files:
            path.unlink()
