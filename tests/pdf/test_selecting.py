"""Selectors that ask what comes next are answered as ever, and no more is looked at than they ask for."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

import pytest
from cssselect2 import ElementWrapper, compile_selector_list

from pamphlet.renderers.pdf import setter  # noqa: F401 - there the library is taught to look no farther


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many objects the library has made for elements."""
    count = 0
    build = ElementWrapper.__init__

    def counted(*arguments: object, **options: object) -> None:
        nonlocal count
        count += 1
        build(*arguments, **options)

    monkeypatch.setattr(ElementWrapper, "__init__", counted)
    return lambda: count


def text_of(tags: str) -> ElementWrapper:
    """A text of these elements, each a letter."""
    body = Element("body")
    for number, tag in enumerate(tags):
        SubElement(body, tag, {"id": str(number)})
    return ElementWrapper.from_html_root(body)


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("p:has(+ b)", [0, 3]),
        ("p:has(~ b)", [0, 2, 3]),
        ("p:has(+ b):has(+ :first-child)", []),
        ("p:has(+ :nth-child(2))", [0]),
        ("p:has(+ :last-child)", [6]),
        ("body:has(> p) p + p", [3, 7]),
        ("body:has(> i) p + p", []),
        ("p + b", [1, 4]),
        ("b ~ p", [2, 3, 6, 7]),
        ("p + p:has(+ b)", [3]),
        ("body > :has(+ b)", [0, 3, 4]),
        ("body > p:not(:has(i))", [0, 2, 3, 6, 7]),
        ("body > p:has(i)", []),
        ("body:has(b):not(:has(i)) > b", [1, 4, 5]),
        ("body:has(b):has(i) > b", []),
        ("body:has(b:nth-of-type(3)) :last-child", [7]),
        ("body:has(b:nth-of-type(4)) :last-child", []),
    ],
)
def test_what_comes_next_is_found(selector: str, found: list[int]) -> None:
    """The next one, any that follows, and none at the end."""
    (compiled,) = compile_selector_list(selector)
    matching = [element for element in text_of("pbppbbpp").iter_subtree() if compiled.test(element)]
    assert [int(element.etree_element.get("id")) for element in matching] == found


def test_no_more_is_looked_at_than_the_next_one(made: Callable[[], int]) -> None:
    """A thousand headings would else make half a million objects."""
    root = text_of("p" * 200)
    (selector,) = compile_selector_list("p:has(+ b)")
    assert not any(selector.test(element) for element in root.iter_subtree())
    assert made() < 200 * 3


def test_nothing_is_looked_through_that_stands_elsewhere(made: Callable[[], int]) -> None:
    """What an element holds is asked only where it stands in the right place."""
    root = text_of("p" * 200)
    for paragraph in root.etree_element:
        SubElement(paragraph, "i")
    elements = list(root.iter_subtree())
    before = made()
    (selector,) = compile_selector_list("header + p:not(:has(b))")
    assert not any(selector.test(element) for element in elements)
    assert made() == before


def test_what_stands_around_is_looked_through_once(made: Callable[[], int]) -> None:
    """The sources of a colophon ask all of them how many they are."""
    root = text_of("p" * 200)
    elements = list(root.iter_subtree())
    before = made()
    (selector,) = compile_selector_list("body:has(p:nth-of-type(90)):not(:has(i)) p")
    assert sum(selector.test(element) for element in elements) == 200
    assert made() - before < 3 * 200
