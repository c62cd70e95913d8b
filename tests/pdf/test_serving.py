"""What WeasyPrint is given where it would fetch, and state colours, by itself."""

from __future__ import annotations

from importlib.resources import files

import pytest

from pamphlet.renderers.pdf.serving import BASE_URL, ScreenColours, Shelf

# isort: split
from weasyprint.css import ColorProfile
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse, fetch

PROFILE = "sRGB2014.icc"
STATED = (PROFILE, "relative-colorimetric", (["r"], ["g"], ["b"]))


def test_the_colours_of_screens_are_stated_as_the_library_states_them() -> None:
    """Its own profile, byte for byte, under the name that Pillow finds in it."""
    place = files("weasyprint.pdf") / PROFILE
    with place.open("rb") as profile:
        stated = ColorProfile(profile, *STATED)
    ours = ScreenColours(place.open("rb"), *STATED)
    assert vars(ours) | {"content": ours.content} == {
        **{name: value for name, value in vars(stated).items() if name != "_profile"},
        "content": stated.content,
    }
    assert ours.name == stated.name


@pytest.mark.parametrize(
    ("name", "kind"), [("a.png", "image/png"), ("fonts/a.otf", "font/otf"), ("a", "application/octet-stream")]
)
def test_what_is_served_is_read_as_the_librarys_own_answer(name: str, kind: str) -> None:
    """Its bytes, where it came from, and what it is."""
    url = f"{BASE_URL}{name}"
    expected = URLFetcherResponse(url, b"bytes", {"Content-Type": kind})
    with fetch(Shelf({name: b"bytes"}), url) as found:
        for of_it in ("url", "path", "content_type", "charset", "geturl"):
            ours, theirs = getattr(found, of_it), getattr(expected, of_it)
            assert (ours() if callable(ours) else ours) == (theirs() if callable(theirs) else theirs)
        assert found.read() == expected.read()


def test_nothing_else_is_served() -> None:
    """Neither from the network nor from the disk."""
    for url in ("https://harbour.example/a.png", "file:///a.png", f"{BASE_URL}b.png"):
        with pytest.raises(FatalURLFetchingError), fetch(Shelf({"a.png": b""}), url):
            pass
