"""The one room that reads and writes the user's files."""

from __future__ import annotations

from pamphlet.storage.finding import (
    EDITION_FILE,
    OTHER_SUFFIXES,
    STATEMENT_SUFFIXES,
    EditionFiles,
    find_edition,
    find_inside,
    holds_edition,
    in_units,
    lies_inside,
    list_files,
    list_folders,
    name_inside,
    read_file,
)
from pamphlet.storage.publishing import refuse_unwritable, write_files

__all__ = [
    "EDITION_FILE",
    "OTHER_SUFFIXES",
    "STATEMENT_SUFFIXES",
    "EditionFiles",
    "find_edition",
    "find_inside",
    "holds_edition",
    "in_units",
    "lies_inside",
    "list_files",
    "list_folders",
    "name_inside",
    "read_file",
    "refuse_unwritable",
    "write_files",
]
