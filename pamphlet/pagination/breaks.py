"""Runs of inlines → the same with page breaks, or without any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import assert_never

from msgspec.structs import replace

from pamphlet.model import (
    Abbreviation,
    Code,
    Emphasis,
    Inline,
    LanguageSpan,
    LineBreak,
    Link,
    NoteReference,
    PageBreak,
    Picture,
    Strong,
    Superscript,
    Text,
)
from pamphlet.model.walk import Run


def insert_breaks(run: Run, breaks: Mapping[int, Sequence[int]]) -> Run:
    """The run with the breaks of these pages before these characters, outside of what begins there."""
    if not breaks:
        return run
    inserted, end = _insert(run, 0, breaks)
    rest = (page for character, pages in breaks.items() if character >= end for page in pages)
    return (*inserted, *map(PageBreak, rest))


def _insert(run: Run, start: int, breaks: Mapping[int, Sequence[int]]) -> tuple[Run, int]:
    """The run that begins at a character with its breaks inserted, and the character at which it ends."""
    nodes: list[Inline] = []
    for node in run:
        end = start + len(characters_of((node,)))
        inside = {character: pages for character, pages in breaks.items() if start < character < end}
        if end > start:
            nodes.extend(map(PageBreak, breaks.get(start, ())))
        nodes.extend(_split(node, start, inside) if inside else (node,))
        start = end
    return tuple(nodes), start


def _split(node: Inline, start: int, breaks: Mapping[int, Sequence[int]]) -> Iterator[Inline]:
    match node:
        case Text(text=text) | Code(text=text):
            cuts = [0, *(character - start for character in sorted(breaks)), len(text)]
            for first, last in pairwise(cuts):
                yield from map(PageBreak, breaks.get(start + first, ()))
                yield replace(node, text=text[first:last])
        case Emphasis() | Strong() | Superscript() | Link() | LanguageSpan() | Abbreviation():
            yield replace(node, content=_insert(node.content, start, breaks)[0])
        case LineBreak() | NoteReference() | Picture() | PageBreak():
            yield node
        case _:
            assert_never(node)


def without_breaks(run: Run) -> Run:
    """The run without page breaks, and what they had parted whole again."""
    nodes: list[Inline] = []
    parted = False
    for node in run:
        match node:
            case PageBreak():
                parted = True
                continue
            case Emphasis() | Strong() | Superscript() | Link() | LanguageSpan() | Abbreviation():
                nodes.append(replace(node, content=without_breaks(node.content)))
            case Text() | Code() if parted and nodes and type(nodes[-1]) is type(node):
                nodes[-1] = replace(node, text="".join(leaves_of((nodes[-1], node))))
            case _:
                nodes.append(node)
        parted = False
    return tuple(nodes)


def characters_of(run: Iterable[Inline]) -> str:
    """The characters that places in a run are counted by."""
    return "".join(leaves_of(run))


def leaves_of(run: Iterable[Inline]) -> Iterator[str]:
    """The texts of a run, each in one typeface; a line break is a line feed."""
    for node in run:
        match node:
            case Text(text=text) | Code(text=text):
                yield text
            case Picture(alternative=alternative):
                yield alternative
            case LineBreak():
                yield "\n"
            case NoteReference() | PageBreak():
                pass
            case Emphasis() | Strong() | Superscript() | Link() | LanguageSpan() | Abbreviation():
                yield from leaves_of(node.content)
            case _:
                assert_never(node)
