"""Finished editions → a page that lists them, to open from a disk or a server, with a search that needs neither."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pamphlet.batch.job import COVER
from pamphlet.batch.opds import ACQUIRED, FEED, FEED_TYPE
from pamphlet.batch.shelf import Shelved, by_language, name_of_language, page_name, pages_of, templates

INDEX: Final = "index"
A_PAGE: Final = 2000
"""Editions on a page: some 2 MB, which a browser searches as one types."""


def pages(shelved: Sequence[Shelved], title: str) -> dict[str, bytes]:
    """Every page by its file's name."""
    runs = pages_of(shelved, A_PAGE)
    template = templates().get_template("index.html.jinja")
    names = [page_name(INDEX, number, ".html") for number in range(1, len(runs) + 1)]
    return {
        name: template.render(
            title=title,
            languages=by_language(run),
            name_of_language=name_of_language,
            names=names,
            here=name,
            count=len(shelved),
            cover=COVER,
            kinds=ACQUIRED,
            feed=f"{FEED}.json",
            feed_type=FEED_TYPE,
        ).encode()
        for name, run in zip(names, runs, strict=True)
    }
