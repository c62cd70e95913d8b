"""Selectors that ask what comes next or lies within, `:has(+ h2)` → the same, answered without listing all there is.

cssselect2 0.10 makes an object for each sibling, for each element: of a thousand headings, ten million. It also looks
through all that lies within an element before it looks where that stands, which is told at once; and of what stands
around elements, it asks the same for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from cssselect2 import ElementWrapper, compiler
from cssselect2.parser import CombinedSelector

# https://github.com/Kozea/cssselect2/blob/0.10.1/cssselect2/compiler.py#L160
LISTS_ALL: Final = "list(el.iter_next_siblings())[:1]"
LISTS_ONE: Final = "list(el.iter_next_siblings(1))"

LOOKS_AROUND: Final = ("el.iter_subtree()", "el.iter_children()", "el.iter_next_siblings(")
"""What takes longest to answer is asked last."""
WITHIN: Final = frozenset({" ", ">"})
"""What stands between an element around others and these."""


def look_no_farther() -> None:
    """Have the library ask for one sibling where it needs no more, and begin after the element that asks."""
    ElementWrapper.iter_next_siblings = _follow
    ElementWrapper.recall = _recall
    compiler._compile_node = _compile_lean(compiler._compile_node)  # noqa: SLF001 - only there is the selector known


def _recall(element: Any, question: str, answer: Callable[[Any], object]) -> object:  # noqa: ANN401 - the library has no types
    """What was found of an element before, for another that stands in it."""
    known: dict[str, object] = element.__dict__.setdefault("recalled", {})
    if question not in known:
        known[question] = answer(element)
    return known[question]


def _follow(element: Any, most: int | None = None) -> Iterator[Any]:  # noqa: ANN401 - as above
    """The siblings after an element, as many as are wanted; each knows the one before it."""
    previous, first = element, element.index + 1
    last = None if most is None else first + most
    for index, sibling in enumerate(element.etree_siblings[first:last], start=first):
        previous = type(element)(
            sibling, parent=element.parent, index=index, previous=previous, in_html_document=element.in_html_document
        )
        yield previous


def _compile_lean(compile_node: Callable[[Any], str]) -> Callable[[Any], str]:
    def compile_lean(selector: Any) -> str:  # noqa: ANN401 - as above
        compiled = compile_node(selector).replace(LISTS_ALL, LISTS_ONE)
        if not (isinstance(selector, CombinedSelector) and _looks_around(compiled)):
            return compiled
        around = compile_lean(selector.left)
        if selector.combinator in WITHIN and _looks_around(around):
            compiled = compiled.replace(f"({around})", f"(el.recall({around!r}, lambda el: {around}))")
        asked = f"({compile_lean(selector.right)}) and "
        if not (compiled.startswith(asked) and _looks_around(asked)):
            return compiled
        return f"{compiled.removeprefix(asked)} and {asked.removesuffix(' and ')}"

    return compile_lean


def _looks_around(compiled: str) -> bool:
    return any(each in compiled for each in LOOKS_AROUND)
