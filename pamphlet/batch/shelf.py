"""Finished editions with their facts: what report, index and OPDS catalogue are drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os.path import commonprefix
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from jinja2 import Environment

from pamphlet.batch.job import Facts
from pamphlet.batch.journal import Entry, read_record
from pamphlet.templating import templates_of

Item = TypeVar("Item")


class Shelved(NamedTuple):
    """An edition that is there: what it took, and its facts."""

    entry: Entry
    facts: Facts


def shelve(entries: Iterable[Entry], folder: Path) -> tuple[Shelved, ...]:
    """The editions with the facts that lie beside their files."""
    records = ((entry, read_record(folder, entry.name)) for entry in entries)
    return tuple(Shelved(entry, record.facts) for entry, record in records if record)


def by_language(shelved: Iterable[Shelved]) -> dict[str, list[Shelved]]:
    """The editions by their first language, by its code."""
    grouped: dict[str, list[Shelved]] = {}
    for each in shelved:
        grouped.setdefault(each.facts.languages[0] if each.facts.languages else "und", []).append(each)
    return dict(sorted(grouped.items()))


def name_of_language(code: str) -> str:
    """Its name in itself, such as “français”; else its code."""
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code


def pages_of(items: Sequence[Item], length: int) -> list[Sequence[Item]]:
    """The items in runs of at most so many; one empty run where there are none."""
    return [items[start : start + length] for start in range(0, max(len(items), 1), length)]


def page_name(stem: str, number: int, suffix: str) -> str:
    """The first page has the plain name, such as `opds.json`; the second is `opds-2.json`."""
    return f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}"


def href_of(*parts: str) -> str:
    """The address of a file beside the pages: RFC 3986, 3.3, without a colon that would make it a scheme."""
    return "/".join(quote(part, safe="/") for part in parts)


def endings_of(names: Sequence[str]) -> dict[str, str]:
    """The files of an edition by what none of the others is called, such as `epub` or `booklet.pdf`."""
    shared = len(commonprefix(names))  # noqa: RUF071 - letter by letter, as is meant
    return {name: name[shared:].lstrip("-.") or PurePosixPath(name).suffix[1:] or name for name in names}


def _size(length: int) -> str:
    """As people say what they are about to fetch."""
    return f"{length / 1_000_000:.1f} MB" if length >= 1_000_000 else f"{-(-length // 1000)} kB"


def templates() -> Environment:
    """The templates of this room."""
    environment = templates_of("pamphlet.batch", trim_blocks=True)
    environment.filters["href"] = href_of
    environment.filters["endings"] = endings_of
    environment.filters["size"] = _size
    environment.filters["megabytes"] = lambda length: f"{-(-length // 1_000_000):,} MB"
    return environment
