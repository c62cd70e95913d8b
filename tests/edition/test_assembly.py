"""Statements and settings → one pamphlet: its order, its names, its date, its contact."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from pamphlet.assembly import assemble, mark_stated, merge_contact, order_statements
from pamphlet.edition import ContactSettings, CoverSettings, Settings
from pamphlet.edition.tables import MatterSettings, RestoreSettings
from pamphlet.model import Address, Contact, Date, Pamphlet, Paragraph, Source, Statement, Text
from pamphlet.model.walk import plain_text

NO_SETTINGS = Settings()
NAMES = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def statement(
    source: str, iso: str = "", *, slug: str = "quay", title: str = "Quay", language: str = "en"
) -> Statement:
    """A statement with a title alone; its date is None where `iso` is empty."""
    date = Date(iso, iso) if iso else None
    return Statement(slug, (Text(title),), (), date, language, (), source)


def build(*statements: Statement, settings: Settings = NO_SETTINGS, epoch: int | None = None) -> Pamphlet:
    """The pamphlet of some statements."""
    sources = tuple(Source(each.source, "0" * 64) for each in statements)
    return assemble(statements, settings, contact=Contact(), images=(), sources=sources, source_date_epoch=epoch)


def order(statements: list[Statement], *stated: str) -> list[str]:
    """The sources of statements in the order of the pamphlet."""
    return [each.source for each in order_statements(statements, stated)]


def test_statements_stand_by_date_and_then_by_file_the_undated_last() -> None:
    """A year stands before its months, a month before its days; a date in words alone is none."""
    words = replace(statement("a.md"), date=Date("Whitsun", ""))
    dated = [statement(f"{iso}.md", iso) for iso in ("2031-05-03", "2031", "2031-05", "2030")]
    twins = [statement("c.md", "2031-05-03"), statement("b.md", "2031-05-03")]
    assert order([words, statement("0.md"), *dated, *twins]) == [
        *("2030.md", "2031.md", "2031-05.md", "2031-05-03.md", "b.md", "c.md", "0.md", "a.md")
    ]


def test_the_edition_may_state_the_order() -> None:
    """Then no date counts."""
    statements = [statement("a.md", "2030"), statement("b.md", "2031"), statement("c.md")]
    assert order(statements, "c.md", "b.md", "a.md") == ["c.md", "b.md", "a.md"]


def test_every_statement_has_a_slug_of_its_own() -> None:
    """Even where a number makes another's."""
    slugs = [
        each.slug
        for each in build(*(statement(f"{n}.md", slug=s) for n, s in enumerate(["a", "a", "a-2", "a"]))).statements
    ]
    assert slugs == ["a", "a-2", "a-2-2", "a-3"]


@pytest.mark.parametrize(("count", "subtitle"), [(1, ""), (2, "and another statement"), (3, "and other statements")])
def test_a_collection_is_called_after_its_first_statement(count: int, subtitle: str) -> None:
    """As collections of essays are."""
    pamphlet = build(*(statement(f"{n}.md", title=f"Quay {n}") for n in range(count)))
    assert (pamphlet.title, pamphlet.subtitle, pamphlet.slug) == ("Quay 0", subtitle, "quay-0")


def test_settings_win_over_what_the_statements_say() -> None:
    """Title, subtitle, slug, language, date and identifier."""
    settings = Settings(
        title="Ours", subtitle="All", slug="ours", language="de", date="2031-05-03", identifier="urn:x:1"
    )
    pamphlet = build(statement("a.md", "2040"), settings=settings)
    assert (pamphlet.title, pamphlet.subtitle, pamphlet.slug, pamphlet.language) == ("Ours", "All", "ours", "de")
    assert (pamphlet.date, pamphlet.identifier) == (Date("3. Mai 2031", "2031-05-03"), "urn:x:1")


def test_a_stated_title_alone_has_no_subtitle_made_up() -> None:
    """“And other statements” goes with a statement's title only."""
    assert build(statement("a.md"), statement("b.md"), settings=Settings(title="Ours")).subtitle == ""


def test_a_title_without_letters_that_we_know_still_names_files() -> None:
    """In Cyrillic, for one."""
    assert build(statement("a.md", title="Гавань")).slug == "pamphlet"


def test_the_commonest_language_is_the_editions() -> None:
    """The first of them where two are as common."""
    assert build(*(statement(f"{n}.md", language=code) for n, code in enumerate(["en", "de", "de"]))).language == "de"
    assert build(*(statement(f"{n}.md", language=code) for n, code in enumerate(["fr", "de"]))).language == "fr"


@pytest.mark.parametrize(
    ("dates", "stated", "epoch", "modified"),
    [
        (["2031-05-03", "2030"], "", None, "2031-05-03T00:00:00Z"),
        (["2031-05"], "", None, "2031-05-01T00:00:00Z"),
        (["2031"], "", None, "2031-01-01T00:00:00Z"),
        ([""], "", None, "1980-01-01T00:00:00Z"),
        (["2031"], "2032-02", None, "2032-02-01T00:00:00Z"),
        (["2031"], "", 0, "1970-01-01T00:00:00Z"),
        (["2031"], "2032", 1_000_000_000, "2032-01-01T00:00:00Z"),
        ([""], "", 1_000_000_000, "2001-09-09T01:46:40Z"),
    ],
)
def test_the_time_of_the_files_never_comes_from_the_clock(
    dates: list[str], stated: str, epoch: int | None, modified: str
) -> None:
    """The edition's date, SOURCE_DATE_EPOCH, the newest statement's date, or none at all."""
    statements = [statement(f"{n}.md", iso) for n, iso in enumerate(dates)]
    assert build(*statements, settings=Settings(date=stated), epoch=epoch).modified == modified


def test_the_identifier_is_drawn_from_the_content() -> None:
    """The same on any day; another for another word."""
    one, same, other = (build(statement("a.md", title=title)) for title in ("Quay", "Quay", "Quays"))
    assert one.identifier == same.identifier != other.identifier
    assert NAMES.fullmatch(one.identifier)


STATED = ContactSettings(
    name="Harbour Tenants",
    text="Write\n  to us.",
    web=("harbour.example", ""),
    mail="print@harbour.example",
    telephone="01632 960 147",
    post=("1 Quay", "Exampleton"),
)
WORDS = Paragraph((Text("Write to us."),))
WEB = Address("web", "harbour.example", "https://harbour.example")


def test_a_stated_contact_stands_first_and_in_one_order() -> None:
    """Words, web, mail, telephone, post."""
    contact, repairs = merge_contact([], Settings(contact=STATED))
    assert contact == Contact(
        "Harbour Tenants",
        (
            WORDS,
            WEB,
            Address("mail", "print@harbour.example", "mailto:print@harbour.example"),
            Address("telephone", "01632 960 147", "tel:01632960147"),
            Address("post", "1 Quay\nExampleton"),
        ),
    )
    assert repairs == ()


def test_what_an_edition_states_has_the_marks_of_its_language() -> None:
    """As its statements have; addresses of mail and of the web, names of files and codes are no words."""
    stated = Settings(
        title="Whose is the 'Quay'?",
        publisher="Tenants' Group",
        file_as={"Ada O'Brook": "O'Brook, Ada"},
        cover=CoverSettings(kicker='"Ours"', image="o'clock.png"),
        contact=ContactSettings(name="Tenants' Group", web="https://harbour.example/o'clock", post="1 Tenants' Row"),
        matter=MatterSettings(slip=("I'm in", "Name ____")),
    )
    curled = mark_stated(stated, [statement("a.md")])
    assert (curled.title, curled.publisher) == ("Whose is the ‘Quay’?", "Tenants’ Group")
    assert curled.file_as == {"Ada O’Brook": "O'Brook, Ada"}
    assert (curled.cover.kicker, curled.cover.image) == ("“Ours”", "o'clock.png")
    assert (curled.contact.name, curled.contact.post) == ("Tenants’ Group", "1 Tenants’ Row")
    assert curled.contact.web == stated.contact.web
    assert curled.matter.slip == ("I’m in", "Name ____")
    assert mark_stated(stated, [statement("a.md", language="fr")]).cover.kicker == "«\u202fOurs\u202f»"
    assert mark_stated(curled, [statement("a.md")]) == curled


def test_what_an_edition_states_has_dashes_and_french_spaces() -> None:
    """As its statements have; an address and a name keep their hyphens."""
    stated = Settings(
        title="Assez! - on débraye...",
        publisher="Comité A - B",
        contact=ContactSettings(text=("Écrivez-nous!", "IBAN : 1"), post=("1 - 3, quai",)),
        matter=MatterSettings(printed_by="Dépôt légal - 2026"),
    )
    marked = mark_stated(stated, [statement("a.md", language="fr")])
    assert marked.title == "Assez\u202f! – on débraye…"
    assert marked.contact.text == ("Écrivez-nous\u202f!", "IBAN\u00a0: 1")
    assert (marked.publisher, marked.contact.post) == ("Comité A - B", ("1 - 3, quai",))
    assert marked.matter.printed_by == "Dépôt légal – 2026"


def test_a_contact_states_one_sentence_or_several() -> None:
    """What is neither of the web nor a telephone, such as an account, is a line of its own."""
    stated = Settings(contact=ContactSettings(text=("Give to:", "IBAN DE02 1203")))
    contact, _ = merge_contact([], stated)
    assert [plain_text(item.content) for item in contact.items if isinstance(item, Paragraph)] == [
        "Give to:",
        "IBAN DE02 1203",
    ]


def test_marks_stay_where_their_rule_is_off() -> None:
    """In what the edition states, too."""
    off = RestoreSettings(off=("quotes", "dash"))
    stated = Settings(title="Tenants' Group - us", restore=off)
    assert mark_stated(stated, [statement("a.md")]) == stated


@pytest.mark.parametrize("post", ["1 Quay\nExampleton", " 1 Quay\n  Exampleton\n", ("1 Quay", "Exampleton")])
def test_a_postal_address_is_stated_as_a_list_or_as_lines(post: str | tuple[str, ...]) -> None:
    """Whoever has one line needs no brackets."""
    contact, _ = merge_contact([], Settings(contact=ContactSettings(post=post)))
    assert contact.items == (Address("post", "1 Quay\nExampleton"),)
    assert merge_contact([], Settings(contact=ContactSettings(post=" "))) == (Contact(), ())


def test_what_the_statements_add_stands_behind_it() -> None:
    """Each address once."""
    found = Contact(items=(Paragraph((Text("Come by:"),)), WEB, Address("post", "2 Quay")))
    contact, _ = merge_contact([("a.md", found)], Settings(contact=ContactSettings(web="harbour.example")))
    assert contact.items == (Paragraph((Text("Come by:"),)), WEB, Address("post", "2 Quay"))


def test_without_any_contact_there_is_none() -> None:
    """No page is made for it."""
    assert merge_contact([("a.md", Contact())], NO_SETTINGS) == (Contact(), ())


@pytest.mark.parametrize(("language", "printed"), [("en", "8 March 2031"), ("fr-CH", "le 8 mars 2031")])
def test_the_edition_is_dated_in_its_own_language(language: str, printed: str) -> None:
    """The newest statement may be in another; where it is not, its date stands as it was written."""
    newest = replace(statement("b.md", language="fr"), date=Date("le 8 mars 2031", "2031-03-08"))
    dated = build(statement("a.md", "2030"), newest, settings=replace(NO_SETTINGS, language=language)).date
    assert dated == Date(printed, "2031-03-08")
