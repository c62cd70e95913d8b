"""The edition as one page of HTML."""

from __future__ import annotations

import base64
import json
import re
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from epub.conftest import IMAGES, edition
from lxml.html import HtmlElement
from msgspec.structs import replace

from pamphlet.accent import contrast
from pamphlet.model import PageBreak, Pamphlet, Text
from pamphlet.renderers.html import render
from pamphlet.styles import load_style


def page_of(pamphlet: Pamphlet) -> HtmlElement:
    """The page as a browser reads it."""
    content = render(pamphlet, stylesheet=load_style("classic").epub_css, images=IMAGES)
    return lxml.html.document_fromstring(content.decode())


@pytest.fixture(scope="module")
def page() -> HtmlElement:
    """The page of the edition with every kind of block."""
    return page_of(edition())


def words(element: HtmlElement) -> str:
    """The words inside an element."""
    return " ".join(element.text_content().split())


def test_the_page_needs_nothing_beside_it(page: HtmlElement) -> None:
    """Pictures and rules are in it, nothing is fetched and nothing runs."""
    assert all(image.get("src", "").startswith("data:image/") for image in page.iter("img"))
    assert base64.b64decode(next(page.iter("img")).get("src", "").partition(",")[2]).startswith(b"\x89PNG")
    assert [script.get("type") for script in page.iter("script")] == ["application/ld+json"]
    assert not list(page.iter("link"))
    assert not re.search(r"url\(|@import", "".join(style.text or "" for style in page.iter("style")))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert str(policy).startswith("default-src 'none'")


def test_headings_leave_no_gap(page: HtmlElement) -> None:
    """One title for the pamphlet, one a level lower for each statement, and theirs below."""
    levels = [int(str(heading.tag)[1]) for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_ids_are_unique_and_links_inside_lead_to_them(page: HtmlElement) -> None:
    """Notes of several statements do not meet."""
    ids = [str(each) for each in page.xpath("//@id")]
    assert len(set(ids)) == len(ids)
    assert {str(href)[1:] for href in page.xpath("//@href[starts-with(., '#')]")} <= set(ids)
    assert {str(each) for each in page.xpath("//@aria-labelledby")} <= set(ids)


def test_each_statement_is_in_its_language(page: HtmlElement) -> None:
    """So are its entry in the contents and the name of its notes."""
    (statement,) = page.xpath("//section[@id='statement-03-wasser']")
    assert statement.get("lang") == "de"
    assert statement.xpath(".//section[@class='notes']/@aria-label") == ["Anmerkungen"]
    assert page.xpath("//nav//a[@href='#statement-03-wasser']/@lang") == ["de"]


def test_markup_in_words_is_words(page: HtmlElement) -> None:
    """In the title, in the text and in the data for search engines."""
    assert words(next(page.iter("h1"))) == 'Wells & "Springs" <for all>'
    linked = json.loads(next(page.iter("script")).text or "")
    assert linked["name"] == 'Wells & "Springs" <for all>'


def test_the_page_says_who_made_it_in_two_ways(page: HtmlElement) -> None:
    """By the names of the Dublin Core and in the words of schema.org."""
    named = [(str(meta.get("name")), meta.get("content")) for meta in page.iter("meta")]
    assert [content for name, content in named if name == "dcterms.creator"] == ["Ada Brook", "Ben Rill", "Cem Bach"]
    linked = json.loads(next(page.iter("script")).text or "")
    assert [part["headline"] for part in linked["hasPart"]] == [
        "Water & who owns it",
        "Write to us",
        "Wem gehört das Wasser?",
    ]
    assert linked["accessModeSufficient"] == ["textual,visual", "textual"]
    assert linked["inLanguage"] == "en"


def test_the_page_follows_the_colours_of_day_and_night(page: HtmlElement) -> None:
    """Nothing sets a colour of text or ground but for what stands on pictures and rules."""
    sheet = re.sub(r"/\*.*?\*/", "", "".join(style.text or "" for style in page.iter("style")), flags=re.DOTALL)
    assert "color-scheme: light dark" in sheet
    colours = set(re.findall(r"(?<![\w-])(?:color|background[\w-]*):\s*([^;]+);", sheet))
    (accent,) = colours - {"inherit", "#fff"}
    assert min(contrast(accent, ground) for ground in ("#ffffff", "#f4ecd8", "#222222", "#000000")) >= 3
    assert set(re.findall(r"border-top: 0\.6em solid (#\w+)", sheet)) == {accent}


def test_pages_of_a_print_edition_can_be_found() -> None:
    """Where the model has them."""
    pamphlet = edition()
    first = replace(pamphlet.statements[1], title=(PageBreak(4), Text("So")))
    page = page_of(replace(pamphlet, statements=(first,)))
    assert page.xpath("//*[@role='doc-pagebreak']/@id") == ["page-4"]


def test_the_same_edition_gives_the_same_page() -> None:
    """Byte by byte."""
    sheet = Path(__file__).name
    assert render(edition(), stylesheet=sheet, images=IMAGES) == render(edition(), stylesheet=sheet, images=IMAGES)
