"""The closing contact block: where it begins, what it holds, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.errors import PamphletError
from pamphlet.model import Address, Contact, Paragraph, StatedContact, Text
from pamphlet.restore.address_lines import parse_address
from pamphlet.restore.contact import state_contact, take_contact
from pamphlet.restore.dates import HOUR
from pamphlet.restore.merging import merge_contacts

from .manuscripts import lines_of, written

BODY = "The rent rose again.\n\nNobody was asked."
WEB = Address("web", "harbour.example/contact", "https://harbour.example/contact")
MAIL = Address("mail", "print@harbour.example", "mailto:print@harbour.example")
TELEPHONE = Address("telephone", "01632 960 147", "tel:01632960147")
POST = Address("post", "The Rope Loft\n1 Example Quay\nExampleton")


def words(text: str) -> Paragraph:
    """Words as restoration leaves them: Markdown in one text."""
    return Paragraph((Text(text),))


def take(block: str) -> tuple[Paragraph | Address, ...]:
    """What is taken from a text that ends in a block; the text before it must stay whole."""
    reading = take_contact(lines_of(f"{BODY}\n\n{block}"), "quay.md")
    assert written(reading.body) == BODY
    assert {repair.rule for repair in reading.repairs} == {"contact"}
    return reading.contact.items


LEAD = words("To contact the Harbour Tenants’ Group visit:")


@pytest.mark.parametrize(
    "block",
    [
        "To contact the Harbour Tenants’ Group visit:\nharbour.example/contact",
        "To contact the  \nHarbour Tenants’ Group visit:  \n**harbour.example/contact**",
        "To contact the\\\nHarbour Tenants’ Group visit:\\\nharbour.example/contact",
        "To contact the Harbour Tenants’ Group visit:\n\nharbour.example/contact\n\n",
        "---\n\nTo contact the Harbour Tenants’ Group visit:\n\n*harbour.example/contact*",
        "* * *\n\n\nTo contact the Harbour Tenants’ Group visit: harbour.example/contact",
        "To contact the Harbour Tenants’ Group visit:\n**[harbour.example/contact](https://harbour.example/contact)**",
        "To contact the Harbour Tenants’ Group visit:\n[**harbour.example/contact**](https://harbour.example/contact)",
        "To contact the Harbour Tenants’ Group visit:\nWeb: harbour.example/contact",
    ],
)
def test_a_block_is_a_phrase_and_an_address_below_it(block: str) -> None:
    """In one group or two, bold or linked, under a rule or not."""
    assert take(block) == (LEAD, WEB)


@pytest.mark.parametrize(
    "phrase",
    [
        "Contact us",
        "**Contact**",
        "For more information:",
        "Get in touch",
        "Write to us:",
        "To join, write to",
        "Find us here",
        "Visit our page",
        "Kontakt:",
        "Mehr Informationen",
        "Contactez-nous :",
        "Pour nous contacter",
        "Nous écrire",
        "Contacto",
        "Para contactar",
        "Contatti",
    ],
)
def test_the_phrase_may_be_one_of_many(phrase: str) -> None:
    """In the languages of the leaflets that we know."""
    assert take(f"{phrase}\n\nprint@harbour.example") == (words(phrase), MAIL)


def test_a_block_may_hold_every_kind_of_address_in_its_own_order() -> None:
    """Postal lines stay lines."""
    block = (
        "Contact us\n\nE-mail: print@harbour.example\nPhone: 01632 960 147\n\n"
        "The Rope Loft\n1 Example Quay\nExampleton\n\nWe are in on Mondays.\n\nharbour.example/contact"
    )
    assert take(block) == (words("Contact us"), MAIL, TELEPHONE, POST, words("We are in on Mondays."), WEB)


def test_two_organisations_have_a_block_each() -> None:
    """Both go to the contact page, each with its words."""
    block = "To contact the Group:\nharbour.example/contact\n\nTo contact the Union:\n\nprint@harbour.example"
    assert take(block) == (words("To contact the Group:"), WEB, words("To contact the Union:"), MAIL)


def test_a_block_may_stand_above_the_text() -> None:
    """Some leaflets say first whom to write to."""
    reading = take_contact(lines_of(f"To contact us visit:\nharbour.example/contact\n\n{BODY}"), "quay.md")
    assert reading.contact.items == (words("To contact us visit:"), WEB)
    assert written(reading.body).strip() == BODY


def test_the_imprint_stays_in_the_text() -> None:
    """Election law can require it, so it is printed where it was signed."""
    reading = take_contact(
        lines_of(f"{BODY}\n\nWrite to us:\nprint@harbour.example\n\nPrinted by A. Brook."), "quay.md"
    )
    assert written(reading.body).endswith("Printed by A. Brook.")
    assert reading.contact.items == (words("Write to us:"), MAIL)


def test_accounts_and_several_addresses_on_a_line_are_addresses() -> None:
    """A name on a service has no address that would outlive it."""
    items = take("Find us:\nharbour.example/contact | print@harbour.example\nMastodon: @quay@social.example")
    assert items == (words("Find us:"), WEB, MAIL, Address("web", "Mastodon: @quay@social.example"))


def test_the_repair_says_where_the_words_went() -> None:
    """They are on the contact page, so the proof looks for them there."""
    (repair,) = take_contact(lines_of(f"{BODY}\n\nContact:\n\n**[us](http://harbour.example)**"), "quay.md").repairs
    assert (repair.file, repair.line) == ("quay.md", 5)
    assert repair.before == "Contact:\n**[us](http://harbour.example)**"
    assert (repair.after, repair.note) == ("", "moved to the contact page")


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\nTo contact us visit:\nharbour.example/contact\n\n{BODY}",
        f"{BODY}\n\nharbour.example/contact",
        f"{BODY}\n\nContact us",
        f"{BODY}\n\nContact us in the loft.",
        f"{BODY}\n\nTo contact us, go to harbour.example/contact and write.",
        f"{BODY}\n\nContacts were few in those days.\n\nHere is why:\n\nNobody wrote.",
        f"{BODY}\n\nContact was never easy\nfor us\nand we wrote each week\nand had none.\n\nharbour.example",
        f"{BODY}\n\nContact us\n\n{'We wrote and wrote to them all year. ' * 4}\n\nharbour.example",
        "To contact us visit:\nharbour.example/contact",
    ],
)
def test_what_is_no_closing_block_stays_in_the_text(text: str) -> None:
    """A phrase in the middle, an address alone, a paragraph of prose, or a text that is nothing else."""
    reading = take_contact(lines_of(text), "quay.md")
    assert (written(reading.body), reading.contact, reading.repairs) == (text, Contact(), ())


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("harbour.example", Address("web", "harbour.example", "https://harbour.example")),
        (
            "http://harbour.example/a?b#c",
            Address("web", "http://harbour.example/a?b#c", "http://harbour.example/a?b#c"),
        ),
        ("harbour.example?page=2", Address("web", "harbour.example?page=2", "https://harbour.example?page=2")),
        ("<https://harbour.example>", Address("web", "https://harbour.example", "https://harbour.example")),
        ("[our page](harbour.example)", Address("web", "our page", "https://harbour.example")),
        ("print@harbour.example", MAIL),
        ("<mailto:print@harbour.example>", Address("mail", "mailto:print@harbour.example", MAIL.target)),
        ("[Write](mailto:print@harbour.example)", Address("mail", "Write", MAIL.target)),
        ("Tel.: 01632 960 147", TELEPHONE),
        ("☎ 01632 960 147", TELEPHONE),
        ("📞 Tel. 01632 960 147", TELEPHONE),
        ("✉ print@harbour.example", MAIL),
        ("+44 (0)1632 960-147", Address("telephone", "+44 (0)1632 960-147", "tel:+4401632960147")),
    ],
)
def test_a_line_may_be_an_address(line: str, address: Address) -> None:
    """Its text is printed, its target is opened."""
    assert parse_address(line) == address


@pytest.mark.parametrize(
    "line", ["", "Exampleton", "27.11.2018", "2018-11-27", "1 Example Quay", "Write to a.b", "12345"]
)
def test_other_lines_are_none(line: str) -> None:
    """A date is no telephone number."""
    assert parse_address(line) is None


@pytest.mark.parametrize(
    "block",
    [
        "☎ 01632 960 147 · ✉ print@harbour.example\nharbour.example/contact",
        "📱 01632 960 147\n📧 print@harbour.example\n🌐 harbour.example/contact",
        "☎01632 960 147\n\n✉ print@harbour.example\n\nharbour.example/contact",
    ],
)
def test_a_sign_before_an_address_announces_a_block(block: str) -> None:
    """As a word would; the sign stands for it, and goes with it."""
    assert take(block) == (TELEPHONE, MAIL, WEB)


@pytest.mark.parametrize(
    ("block", "items"),
    [
        ("Tel.: 01632 960 147\nE-mail: print@harbour.example", (TELEPHONE, MAIL)),
        ("print@harbour.example\nharbour.example/contact", (MAIL, WEB)),
        ("Email: print@harbour.example | Web: harbour.example/contact", (MAIL, WEB)),
        ("Email us at print@harbour.example", (words("Email us at"), MAIL)),
        ("Mehr Infos: harbour.example/contact", (words("Mehr Infos:"), WEB)),
        ("Infos unter harbour.example/contact", (words("Infos unter"), WEB)),
        ("Contact: Ada Brook, Tel. 01632 960 147", (words("Contact: Ada Brook,"), TELEPHONE)),
    ],
)
def test_addresses_alone_at_the_end_are_a_block(block: str, items: tuple[Paragraph | Address, ...]) -> None:
    """Of several kinds, or with a label, or with a few words that announce them."""
    assert take(block) == items


def test_a_name_above_addresses_with_labels_stays_with_the_text() -> None:
    """It may be that of whoever signs."""
    reading = take_contact(lines_of(f"{BODY}\n\nThe Quay Group\nTel. 01632 960 147\nprint@harbour.example"), "quay.md")
    assert written(reading.body) == f"{BODY}\n\nThe Quay Group"
    assert reading.contact.items == (TELEPHONE, MAIL)


@pytest.mark.parametrize(
    "block",
    [
        "harbour.example/one\nharbour.example/two",
        "harbour.example/contact",
        "To join the march that leaves the old quay at noon see harbour.example/march",
        "You can ring\n01632 960 147\nprint@harbour.example",
    ],
)
def test_pages_alone_and_sentences_stay_in_the_text(block: str) -> None:
    """Such pages may be what the text rests on."""
    assert take_contact(lines_of(f"{BODY}\n\n{block}"), "quay.md").contact == Contact()


@pytest.mark.parametrize("line", ["Call ☎ 01632 960 147 before noon.", "☎ before noon", "📠 01632 960 148"])
def test_a_sign_among_words_announces_none(line: str) -> None:
    """Nor that of a fax, whose number is none to call."""
    assert take_contact(lines_of(f"{BODY}\n\n{line}"), "quay.md").contact == Contact()


def merge(*contacts: tuple[Paragraph | Address, ...]) -> tuple[tuple[Paragraph | Address, ...], list[str]]:
    """The items of the contacts of some files, merged, and the rules that it took."""
    contact, repairs = merge_contacts((f"{number}.md", Contact(items=items)) for number, items in enumerate(contacts))
    return contact.items, [repair.rule for repair in repairs]


HTTP = Address("web", "harbour.example/contact", "http://harbour.example/contact")


def test_the_same_block_in_two_files_is_printed_once_with_https() -> None:
    """Whichever file has it first; the proof names the change."""
    assert merge((LEAD, HTTP), (LEAD, WEB)) == ((LEAD, WEB), ["https"])
    assert merge((LEAD, WEB), (LEAD, HTTP)) == ((LEAD, WEB), ["https"])


def test_an_address_that_prints_http_is_printed_with_https_too() -> None:
    """Somebody will type it from paper."""
    plain, secure = (
        Address("web", f"{scheme}://harbour.example", f"{scheme}://harbour.example") for scheme in ("http", "https")
    )
    assert merge((plain,), (secure,))[0] == (secure,)


@pytest.mark.parametrize(
    "other",
    [
        Address("web", "www.harbour.example/contact/", "https://www.harbour.example/contact/"),
        Address("web", "Harbour.Example/contact", "https://Harbour.Example/contact"),
    ],
)
def test_another_spelling_of_an_address_is_the_same_address(other: Address) -> None:
    """And no repair: the one that was found first stands."""
    assert merge((WEB,), (other,)) == ((WEB,), [])


def test_another_page_of_a_site_is_another_address() -> None:
    """Servers tell capitals in a path apart."""
    other = Address("web", "harbour.example/Contact", "https://harbour.example/Contact")
    assert merge((WEB,), (other,))[0] == (WEB, other)


def test_new_words_that_lead_to_a_known_address_stand_above_it() -> None:
    """A lead-in with nothing below it would lead nowhere."""
    other = words("To contact the Union visit:")
    assert merge((LEAD, WEB, MAIL), (other, WEB))[0] == (LEAD, other, WEB, MAIL)


def test_words_are_the_same_in_any_type_and_punctuation() -> None:
    """Leaflets differ in such things."""
    assert merge((LEAD, WEB), (words("To contact the Harbour Tenants' Group — visit"), WEB))[0] == (LEAD, WEB)


def test_everything_of_different_contacts_is_kept_in_order() -> None:
    """The name is the first that is stated."""
    closing = words("Come on Mondays.")
    contact, _ = merge_contacts(
        [("a", Contact("Harbour Tenants", (LEAD, WEB))), ("b", Contact("Others", (words("Or write:"), MAIL, closing)))]
    )
    assert contact == Contact("Harbour Tenants", (LEAD, WEB, words("Or write:"), MAIL, closing))
    assert contact.addresses == (WEB, MAIL)


LINES = st.sampled_from(
    [
        "",
        "",
        "To contact us visit:",
        "harbour.example",
        "print@harbour.example",
        "The Rope Loft",
        "1 Example Quay",
        "and so.",
        "---",
    ]
)


@given(st.lists(LINES, max_size=14).map("\n".join))
def test_taking_a_contact_is_idempotent_and_loses_no_line(text: str) -> None:
    """Whatever is not in the text is in the proof's entry, but for rules and blank lines."""
    reading = take_contact(lines_of(text), "quay.md")
    assert take_contact(reading.body, "quay.md").body == reading.body
    held = written(reading.body).split("\n") + [
        line for repair in reading.repairs for line in repair.before.split("\n")
    ]
    assert sorted(line for line in held if line.strip(" -")) == sorted(
        line for line in text.split("\n") if line.strip(" -")
    )


def test_a_contact_that_a_header_states_is_the_contact() -> None:
    """Before what the text has besides, and no repair."""
    stated = (StatedContact("words", "Write:"), StatedContact("mail", MAIL.text), StatedContact("post", POST.text))
    assert state_contact(stated, "quay.md").items == (words("Write:"), MAIL, POST)


@pytest.mark.parametrize(
    "stated", [StatedContact("mail", "harbour.example", 4), StatedContact("web", "[x](javascript:y)", 4)]
)
def test_an_address_in_a_header_that_is_none_of_its_kind_is_refused(stated: StatedContact) -> None:
    """A script is no web address."""
    with pytest.raises(PamphletError, match=r"quay.md:4: .* is no such address"):
        state_contact((stated,), "quay.md")


def test_a_block_right_below_the_text_is_taken_too() -> None:
    """A page has no blank line there."""
    text = f"{BODY}\nSign at any stall.\nContact the stallholders:\nprint@harbour.example\nharbour.example/contact"
    reading = take_contact(lines_of(text), "quay.md")
    assert reading.contact.items == (words("Contact the stallholders:"), MAIL, WEB)
    assert written(reading.body) == f"{BODY}\nSign at any stall."


@pytest.mark.parametrize("line", ["and then contact:", "Contact the stallholders: they know."])
def test_a_sentence_with_such_words_is_the_text(line: str) -> None:
    """What runs on into it, or ends it, announces nothing."""
    text = f"{BODY}\nSign at any stall, we said,\n{line}\nprint@harbour.example is not ours."
    assert written(take_contact(lines_of(text), "quay.md").body) == text


def test_the_signature_of_a_mail_is_no_part_of_a_contact() -> None:
    """What stands below two hyphens is whose program set it there; names above them stay in the text."""
    block = "Contact the tenants:\nquay@harbour.example"
    taken = take_contact(lines_of(f"The lamp is dark.\n\n{block}\n\n--\n\nDana Price\ndana@harbour.example"), "a.txt")
    assert [item.text for item in taken.contact.addresses] == ["quay@harbour.example"]
    signed = "The lamp is dark.\n\nFor the tenants:\nAda Brook\nOleg Baran\n\n--\n\nDana Price\ndana@harbour.example"
    assert take_contact(lines_of(signed), "a.txt").contact.items == ()


def test_where_people_meet_is_no_address() -> None:
    """An invitation above the contact stays where it stood, though its lines look like those of a postal address."""
    meeting = "Come to the meeting:\nThursday 27 November, 7.30 pm\nThe Rope Loft, Block C\nTea and cake"
    reading = take_contact(
        lines_of(f"{BODY}\n\n{meeting}\n\nContact:\nprint@harbour.example\nTel. 01632 960 147"), "q.md"
    )
    assert written(reading.body) == f"{BODY}\n\n{meeting}"
    assert reading.contact.items == (words("Contact:"), MAIL, TELEPHONE)


@pytest.mark.parametrize("line", ["Versammlung um 19 Uhr", "réunion à 18 h 30", "doors at 7pm", "Thursday, 19:30"])
def test_an_hour_tells_a_meeting(line: str) -> None:
    """However it is written; the figures of telephones and houses are none."""
    assert HOUR.search(line)
    assert not any(
        HOUR.search(other) for other in ("06.39.98.12.34", "030 / 23 12 50 00", "18 Harbour Street", "EC1 4QR")
    )


def test_an_imprint_right_above_a_contact_stays() -> None:
    """The law wants it beside the text."""
    imprint = "V. i. S. d. P.: Ada Brook, Kai 1, 12345 Hafen"
    reading = take_contact(lines_of(f"{BODY}\n\n{imprint}\nKontakt:\nprint@harbour.example"), "quay.md")
    assert written(reading.body) == f"{BODY}\n\n{imprint}"
    assert reading.contact.items == (words("Kontakt:"), MAIL)


def test_words_that_announce_addresses_may_stand_right_below_the_text() -> None:
    """With white between them and the addresses."""
    text = "So.\n\nThe lamp is dark.\nContact the tenants:\n\nquay@harbour.example"
    assert [line.text for line in take_contact(lines_of(text), "a.txt").body if not line.blank] == [
        "So.",
        "The lamp is dark.",
    ]
