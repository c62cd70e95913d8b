"""A run with words in several languages → the same, each language's words changed by that language's rules."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from pamphlet.model import Abbreviation, Code, Emphasis, Inline, LanguageSpan, Link, Strong, Superscript
from pamphlet.model.walk import Run, spelled_out

Change = Callable[[Run, str], Run]
"""A run, and the language that it is in → the run changed; code in it comes back as it is."""


def change_by_language(run: Run, language: str, change: Change) -> Run:
    """Change the words of a language apart from those around them, which take them for code."""
    hidden: dict[int, tuple[Code, LanguageSpan]] = {}
    return _show(change(_hide(run, hidden), language), hidden, change)


def _hide(run: Run, hidden: dict[int, tuple[Code, LanguageSpan]]) -> Run:
    return tuple(_hide_node(node, hidden) for node in run)


def _hide_node(node: Inline, hidden: dict[int, tuple[Code, LanguageSpan]]) -> Inline:
    match node:
        case LanguageSpan():
            veil = Code(spelled_out(node.content))
            hidden[id(veil)] = veil, node
            return veil
        case Emphasis() | Strong() | Superscript() | Link() | Abbreviation():
            return replace(node, content=_hide(node.content, hidden))
        case _:
            return node


def _show(run: Run, hidden: dict[int, tuple[Code, LanguageSpan]], change: Change) -> Run:
    return tuple(_show_node(node, hidden, change) for node in run)


def _show_node(node: Inline, hidden: dict[int, tuple[Code, LanguageSpan]], change: Change) -> Inline:
    match node:
        case Code() if id(node) in hidden:
            span = hidden[id(node)][1]
            return replace(span, content=change_by_language(span.content, span.language, change))
        case Emphasis() | Strong() | Superscript() | Link() | Abbreviation():
            return replace(node, content=_show(node.content, hidden, change))
        case _:
            return node
