"""Leaflets as they come: what a reader would notice if it were wrong, told from the source's own lines."""

from __future__ import annotations

import datetime as dt

import pytest

from pamphlet.assembly import merge_contact
from pamphlet.edition import Settings
from pamphlet.model import Address, Paragraph
from pamphlet.model.walk import plain_text, runs
from pamphlet.restore.lines import ENDS_SENTENCE

from .leaflets import OURS, REAL, REAL_FOLDER, Leaflet, as_typeset, straight

MISSING = pytest.param(
    None, marks=pytest.mark.skip(reason=f"no real leaflets lie in {REAL_FOLDER.name}/ beside the repository")
)


@pytest.fixture(
    scope="module",
    params=[*OURS, *(REAL or [MISSING])],
    ids=lambda path: f"{path.parent.parent.name}-{path.stem}" if path else "real",
)
def leaflet(request: pytest.FixtureRequest) -> Leaflet:
    """Each leaflet of ours, then each real one."""
    return Leaflet(request.param)


def test_title_author_and_date_are_those_of_its_first_lines(leaflet: Leaflet) -> None:
    """And no others."""
    statement = leaflet.restored.statement
    assert straight(plain_text(statement.title)) == leaflet.title
    assert [(author.name, author.role) for author in statement.authors] == [(leaflet.author, "")]
    assert statement.date
    day = dt.datetime.strptime(leaflet.date, "%d %B %Y").replace(tzinfo=dt.UTC).date()
    assert (statement.date.text, statement.date.iso) == (leaflet.date, day.isoformat())


def test_every_word_of_the_text_is_there_in_order(leaflet: Leaflet) -> None:
    """Marks are curled; not a word is lost, moved or added."""
    source = [word for line in leaflet.body for word in as_typeset(line)]
    assert [straight(word) for word in leaflet.words] == source


def test_no_line_of_the_contact_block_is_left_in_the_text(leaflet: Leaflet) -> None:
    """It stands at the back, once."""
    text = " ".join(leaflet.words)
    for line in leaflet.contact:
        assert " ".join(as_typeset(line)) not in straight(text)
    assert "http" not in text


def test_the_contact_holds_every_line_of_its_block(leaflet: Leaflet) -> None:
    """Words first, then the address."""
    words, address = leaflet.restored.contact.items
    assert isinstance(words, Paragraph)
    assert straight(plain_text(words.content)).split() == [
        word for line in leaflet.contact[:-1] for word in line.split()
    ]
    assert isinstance(address, Address)
    assert f"[{address.text}]({address.target})" in leaflet.contact[-1]


def test_no_paragraph_is_cut_in_mid_sentence(leaflet: Leaflet) -> None:
    """Each ends as sentences end, or with the colon that leads to a list; none begins with a small letter."""
    for paragraph in leaflet.paragraphs:
        assert ENDS_SENTENCE.search(paragraph)
        assert not paragraph.lstrip("“‘")[0].islower()


def test_a_cut_paragraph_is_named_where_it_goes_on(leaflet: Leaflet) -> None:
    """One entry for each line that begins with a small letter."""
    cut = [repair for repair in leaflet.restored.repairs if repair.rule == "cut-paragraph"]
    assert len(cut) == sum(line.lstrip("“\"'")[0].islower() for line in leaflet.body)
    assert cut


def test_every_item_is_a_list_item_with_one_bullet(leaflet: Leaflet) -> None:
    """Without an asterisk."""
    assert [straight(item).split() for item in leaflet.list_items] == [as_typeset(line) for line in leaflet.items]
    assert "*" not in " ".join(leaflet.words)
    assert "\\" not in " ".join(leaflet.words)


def test_quotation_marks_are_curly_and_come_in_pairs(leaflet: Leaflet) -> None:
    """All but those that may be inches, of which a warning tells."""
    doubtful = sum(warning.rule == "quotes" for warning in leaflet.restored.warnings)
    text = " ".join(leaflet.words) + plain_text(leaflet.restored.statement.title)
    assert text.count('"') + text.count("'") == doubtful
    for paragraph in map(plain_text, runs(leaflet.restored.statement.blocks)):
        assert [mark for mark in paragraph if mark in "“”"] == ["“", "”"] * paragraph.count("“")


@pytest.fixture(scope="module", params=[OURS, REAL], ids=["ours", "real"])
def collection(request: pytest.FixtureRequest) -> list[Leaflet]:
    """The leaflets of one collection."""
    if not request.param:
        pytest.skip(f"no real leaflets lie in {REAL_FOLDER.name}/ beside the repository")
    return [Leaflet(path) for path in request.param]


def test_one_of_them_makes_six_demands(collection: list[Leaflet]) -> None:
    """The others none."""
    assert sorted(len(leaflet.list_items) for leaflet in collection) == [0, 6]


def test_their_contacts_are_one_with_https(collection: list[Leaflet]) -> None:
    """Whichever leaflet has it; the proof names the change."""
    found = [(leaflet.restored.source.name, leaflet.restored.contact) for leaflet in collection]
    for order in (found, found[::-1]):
        contact, _ = merge_contact(order, Settings())
        words, address = contact.items
        assert isinstance(words, Paragraph)
        assert isinstance(address, Address)
        assert address.target == f"https://{address.text}"


def test_nothing_else_was_done_to_them(collection: list[Leaflet]) -> None:
    """A repair more would be a change that nobody asked for."""
    rules = {repair.rule for leaflet in collection for repair in leaflet.restored.repairs}
    assert rules == {"contact", "bullet", "cut-paragraph", "quotes"}
