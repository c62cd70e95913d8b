"""Text as it comes: out of browsers, mails and letters; what served them goes by name, and what may be text stays."""

from __future__ import annotations

import pytest

from pamphlet.restore.attributions import part_attributions
from pamphlet.restore.bylines import parse_byline
from pamphlet.restore.edges import drop_page_edges
from pamphlet.restore.hyphens import join_soft_hyphens
from pamphlet.restore.mails import unwrap_mail
from pamphlet.restore.notes import mark_notes
from pamphlet.restore.rule import Context, Outcome, Rule
from pamphlet.restore.web import drop_page_parts
from pamphlet.statements import SourceFile, restore_statement

from .manuscripts import lines_of, written

TEXT = "The lamp at the slipway is out.\n\nWe want it lit."


def apply(rule: Rule, text: str) -> Outcome:
    return rule(lines_of(text), Context("quay.txt"))


def words_of(outcome: Outcome) -> str:
    return written(outcome.lines).strip("\n")


# What serves a web page, above a text or below it?
@pytest.mark.parametrize(
    "above", ["Skip to content", "Home | About us | News", "Accept all cookies", "Menu\nSearch\nSkip to content"]
)
@pytest.mark.parametrize(
    "below", ["Share this:\nFacebook\nTwitter\nLike this:", "7 comments\n\nLeave a reply", "Related posts"]
)
def test_what_served_a_web_page_goes_by_name(above: str, below: str) -> None:
    """Each line with its place in the proof."""
    outcome = apply(drop_page_parts, f"{above}\n\n{TEXT}\n\n{below}")
    assert words_of(outcome) == TEXT
    gone = [line for line in f"{above}\n{below}".split("\n") if line]
    assert [repair.before for repair in outcome.repairs] == gone


@pytest.mark.parametrize(
    "line",
    [
        "Share this with your neighbours.",
        "Join us",
        "Contact",
        "News",
        "Facebook",
        "Print this and pass it on!",
        "More",
    ],
)
def test_words_that_a_text_may_say_stay(line: str) -> None:
    """Alone, above or below it, they may be its own."""
    for text in (f"{line}\n\n{TEXT}", f"{TEXT}\n\n{line}"):
        assert words_of(apply(drop_page_parts, text)) == text


def test_what_served_a_page_in_the_midst_of_a_text_is_flagged() -> None:
    """It stays, for nothing tells how much of it there is."""
    text = TEXT.replace("\n\n", "\n\nShare this:\n\n")
    outcome = apply(drop_page_parts, text)
    assert words_of(outcome) == text
    assert ["Share this" in warning.message for warning in outcome.warnings] == [True]


MAIL = "From: Ada <ada@quay.example>\nDate: 3 Feb 2026\nSubject: The lamp"


# How does a forwarded mail begin?
@pytest.mark.parametrize(
    "begin",
    [
        "",
        "---------- Forwarded message ---------\n",
        "Begin forwarded message:\n\n",
        "-----Original Message-----\n",
    ],
)
def test_the_envelope_of_a_forwarded_mail_goes(begin: str) -> None:
    """With the line that says that it was forwarded."""
    outcome = apply(unwrap_mail, f"{begin}{MAIL}\n\n{TEXT}")
    assert words_of(outcome) == TEXT
    assert outcome.repairs[0].before.endswith("Subject: The lamp")


def test_what_was_forwarded_has_an_envelope_of_its_own() -> None:
    """Both go, and the outer one is named first."""
    outcome = apply(unwrap_mail, f"{MAIL}\n\n---------- Forwarded message ---------\n{MAIL}\n\n{TEXT}")
    assert words_of(outcome) == TEXT
    assert [repair.rule for repair in outcome.repairs] == ["mail", "mail"]


def test_a_subject_alone_is_an_envelope() -> None:
    """People copy it along; a letter says besides whom it is for."""
    assert words_of(apply(unwrap_mail, f"Subject: Re: FW: The lamp\n\n{TEXT}")) == TEXT
    letter = f"To: the council\nSubject: the lamp\n\n{TEXT}"
    assert words_of(apply(unwrap_mail, letter)) == letter


LEGAL = (
    "This email and any attachments are confidential and intended solely for the individual to whom they are addressed."
)


@pytest.mark.parametrize("legal", [LEGAL, f"*** DISCLAIMER ***\n{LEGAL}", f"{LEGAL}\n\nThink before you print."])
def test_small_print_below_a_mail_goes_with_its_envelope_and_is_flagged_without(legal: str) -> None:
    """Above it the signature is found."""
    signed = f"{TEXT}\n\n--\nAda Brook\nSecretary\n\n{legal}"
    mailed = apply(unwrap_mail, f"{MAIL}\n\n{signed}")
    assert words_of(mailed) == TEXT
    alone = apply(unwrap_mail, signed)
    assert words_of(alone) == signed
    assert [("signature" in each.message, "programs" in each.message) for each in alone.warnings] == [
        (True, False),
        (False, True),
    ]


def test_a_statement_may_say_that_it_is_confidential() -> None:
    """Where it tells no recipient so."""
    text = f"{TEXT}\n\nThis message was confidential until the council printed it."
    assert words_of(apply(unwrap_mail, f"{MAIL}\n\n{text}")) == text


def test_how_a_sender_is_rung_is_flagged() -> None:
    """Nobody’s own number is handed out by mistake."""
    outcome = apply(unwrap_mail, f"{TEXT}\n\nAda\n\nAda Brook\nT: 01632 960 147 | M: 07700 900456")
    assert ["telephone number" in warning.message for warning in outcome.warnings] == [True]
    assert not apply(unwrap_mail, f"{TEXT}\n\nTel: 01632 960 147").warnings


def test_a_text_that_is_all_quoted_was_a_mail() -> None:
    """Unless a header says what it is called: then it is a quotation."""
    quoted = "\n".join(f"> {line}" if line else ">" for line in f"{TEXT}\n\n1) a lamp\n2) a stair".split("\n"))
    assert words_of(apply(unwrap_mail, quoted)) == f"{TEXT}\n\n1) a lamp\n2) a stair"
    headed = Context("quay.txt", "en", headed=True)
    assert not unwrap_mail(lines_of(quoted), headed).repairs


def test_a_quoted_part_below_whoever_wrote_it_is_flagged() -> None:
    """With an envelope or without."""
    outcome = apply(
        unwrap_mail, f"Yes, please.\n\nOn Sun, 8 Feb 2026 at 19:30, Ada wrote:\n\n> Will you write?\n\n{TEXT}"
    )
    assert ["a part of this mail is quoted" in warning.message for warning in outcome.warnings] == [True]


def test_a_signature_goes_with_its_envelope_and_is_flagged_without() -> None:
    """Two hyphens and a space are how mails part one from the text; a text may end with hyphens, too."""
    signed = f"{TEXT}\n\n-- \nAda Brook\nSecretary"
    assert words_of(apply(unwrap_mail, f"{MAIL}\n\n{signed}")) == TEXT
    alone = apply(unwrap_mail, signed)
    assert words_of(alone) == signed
    assert [warning.rule for warning in alone.warnings] == ["mail"]


@pytest.mark.parametrize(
    "line", ["Sent from my iPhone", "Get Outlook for Android", "Von meinem iPhone gesendet", "Envoyé de mon iPhone"]
)
def test_what_a_telephone_adds_goes(line: str) -> None:
    """It is named in the proof."""
    outcome = apply(unwrap_mail, f"{TEXT}\n\n{line}")
    assert words_of(outcome) == TEXT
    assert [repair.before for repair in outcome.repairs] == [line]


def test_a_reply_that_quotes_all_of_a_text_is_the_text() -> None:
    """“Ada wrote:” goes, and the signs."""
    quoted = "\n".join(f"> {line}" if line else ">" for line in TEXT.split("\n"))
    assert words_of(apply(unwrap_mail, f"On 3 Feb 2026, Ada Brook wrote:\n\n{quoted}")) == TEXT


@pytest.mark.parametrize("name", ["— Ada Brook, 1912", "– Ada Brook", "-- Ada Brook, tram driver"])
def test_whoever_is_quoted_stands_below_the_quotation(name: str) -> None:
    """In a paragraph by itself."""
    assert words_of(apply(part_attributions, f"> Leave the lamp.\n> {name}")) == f"> Leave the lamp.\n>\n> {name}"


@pytest.mark.parametrize("quotation", ["> They came\n> — and went", "> — Who is there?\n> — The lamp."])
def test_a_dash_in_a_quotation_may_be_its_own(quotation: str) -> None:
    """A clause, or speech."""
    assert words_of(apply(part_attributions, quotation)) == quotation


def test_what_a_browser_prints_on_its_pages_goes() -> None:
    """The hour and the title above, the address and the count below."""
    page = f"11/22/26, 3:05 AM\n\nThe lamp\n\n{TEXT}\n\nhttps://quay.example/lamp\n\n1/1\n\n\f"
    assert words_of(apply(drop_page_edges, page)) == f"The lamp\n\n{TEXT}"


def test_the_number_of_a_sole_page_goes() -> None:
    """At its foot, where a form feed ends it; without one it stays."""
    assert words_of(apply(drop_page_edges, f"{TEXT}\n\n1\n\f")) == TEXT
    assert words_of(apply(drop_page_edges, f"{TEXT}\n\n1")) == f"{TEXT}\n\n1"


def test_a_lead_in_that_recurs_below_form_feeds_stays() -> None:
    """It opens two lists."""
    page = "The lamp\n\nSo.\n\fWe ask for:\n\n- a lamp\n\fWe ask for:\n\n- a gate\n"
    assert written(apply(drop_page_edges, page).lines).count("We ask for:") == 2


@pytest.mark.parametrize("name", ["Gustav Olaf", "Joan Kirby", "Peter Amadi", "Paulo Di"])
def test_a_name_that_ends_like_by_keeps_its_letters(name: str) -> None:
    """In any language."""
    assert [author.name for author in parse_byline(name)] == [name]


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("Edith Marlowe, Secretary, Pensioners’ Forum", "Edith Marlowe", "Secretary, Pensioners’ Forum"),
        ("Comité de parents et enseignants", "Comité de parents et enseignants", ""),
    ],
)
def test_a_role_of_two_parts_and_a_group_of_two_are_one_author(line: str, name: str, role: str) -> None:
    """Commas and “and” part names only."""
    assert [(author.name, author.role) for author in parse_byline(line)] == [(name, role)]


def test_a_soft_hyphen_at_the_end_of_a_line_joins_even_a_title() -> None:
    """It stands for nothing else."""
    assert words_of(apply(join_soft_hyphens, "The Chil\u00ad\ndren of the Quay")) == "The Children\nof the Quay"


def test_calls_that_fell_to_the_line_find_their_notes() -> None:
    """Where both count from one; a web page’s arrow back goes with them."""
    text = "The lamp is out.1 So is the gate.2\n\n1. A report.↩\n2. Another.↩"
    assert (
        words_of(apply(mark_notes, text))
        == "The lamp is out.[^1] So is the gate.[^2]\n\n\n[^1]: A report.\n\n[^2]: Another."
    )


def test_calls_without_notes_are_flagged() -> None:
    """One number may be anything; two that count are calls."""
    assert len(apply(mark_notes, "The lamp is out.1 So is the gate.2").warnings) == 2
    assert apply(mark_notes, "It is in part.1 of the plan.").warnings == ()


# Which first lines are a title, and who signs?
@pytest.mark.parametrize(
    ("top", "title", "names"),
    [
        (
            "The Quay Remembers: A Word from\nthe Hill Farms\nGethin Rowlands\n\n3 May 2024",
            "The Quay Remembers: A Word from the Hill Farms",
            ["Gethin Rowlands"],
        ),
        ("A Letter on the Detention of\nChildren\n3 May 2024", "A Letter on the Detention of Children", []),
        ("The Lamp\nThe Lamp\nAda Brook\n3 May 2024", "The Lamp", ["Ada Brook"]),
        ("The Lamp\n\nAda Brook\n\nOwen Pryce\n\n3 May 2024", "The Lamp", ["Ada Brook", "Owen Pryce"]),
        ("La lampe\nCollectif des usagers\n3 mai 2024", "La lampe", ["Collectif des usagers"]),
        (
            "The Lamp\nThe Rev. J. T. Coyle\nColonel M. Hallow (retd.)\n3 May 2024",
            "The Lamp",
            ["The Rev. J. T. Coyle", "Colonel M. Hallow"],
        ),
    ],
)
def test_titles_of_two_lines_and_names_without_by(top: str, title: str, names: list[str]) -> None:
    """As pages give them."""
    restored = restore_statement(SourceFile("a.txt", "a.txt", f"{top}\n\n{TEXT}\n".encode()), language="en").statement
    assert "".join(getattr(node, "text", "") for node in restored.title) == title
    assert [author.name for author in restored.authors] == names
    assert restored.date
    assert restored.date.iso == "2024-05-03"


def test_a_signature_right_below_words_makes_no_heading_of_them() -> None:
    """Two hyphens below a line are a heading's underline to Markdown."""
    outcome = apply(unwrap_mail, f"{TEXT}\n-- \nAda Brook\nSecretary")
    assert words_of(outcome) == f"{TEXT}\n\n-- \n\nAda Brook\nSecretary"
    assert [repair.rule for repair in outcome.repairs] == ["mail"]


def test_the_title_that_a_browser_prints_beside_the_hour_goes() -> None:
    """Where the page says it, too."""
    page = f"The lamp\n\n{TEXT}\n\n11/22/26, 3:05 AM\nThe lamp\n\nhttps://quay.example/lamp\n1/1\n\n\f"
    assert words_of(apply(drop_page_edges, page)).strip() == f"The lamp\n\n{TEXT}"


def test_a_name_behind_a_dash_may_be_who_is_quoted() -> None:
    """Below a paragraph that nothing marks as a quotation; both are left, and flagged."""
    text = "I went down to the quay, and nobody was there.\n\n— Ada Brook, 1912"
    outcome = part_attributions(lines_of(text), Context("quay.md"))
    assert (written(outcome.lines), [each.line for each in outcome.warnings]) == (text, [3])
    within = part_attributions(lines_of(text.replace("\n\n", "\n") + "\nThe lamp was dark."), Context("quay.md"))
    assert [each.line for each in within.warnings] == [2]
    for other in ("So.\n\n— No, said the clerk.", "> So.\n\n— Ada Brook", "— Ada Brook\n\nSo."):
        assert part_attributions(lines_of(other), Context("quay.md")).warnings == ()


def test_a_row_of_links_with_single_spaces_goes() -> None:
    """Four words that each lead somewhere, and what stands below the buttons; three may be a heading."""
    above, below = "Skip to content\nHome About News Contact", "Share this:\nTwitter\nFacebook\nRelated"
    assert words_of(apply(drop_page_parts, f"{above}\n\n{TEXT}\n\n{below}")) == TEXT
    assert words_of(apply(drop_page_parts, f"Press News Contact\n\n{TEXT}")) == f"Press News Contact\n\n{TEXT}"
