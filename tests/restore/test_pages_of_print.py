"""Text out of PDFs and mails: page edges, margins, envelopes, spaces."""

from __future__ import annotations

import pytest

from pamphlet.model import Repair
from pamphlet.restore.edges import drop_page_edges
from pamphlet.restore.mails import unwrap_mail
from pamphlet.restore.margins import set_flush
from pamphlet.restore.rule import Context, Rule
from pamphlet.restore.spacing import close_spaces

from .manuscripts import lines_of, written

CONTEXT = Context("quay.md")


def apply(rule: Rule, text: str, language: str = "en") -> str:
    return written(rule(lines_of(text), Context("quay.md", language)).lines)


def test_what_stands_beside_form_feeds_goes() -> None:
    """A running head on each page, with its number below the text; the title of the first page stays."""
    text = "The Bulletin   No. 12\n\nCLOSE THE GATES\n\nThey came\n\n 4\n\fThe Bulletin   No. 12\n\nby night.\n\n 5\n"
    kept = [line for line in apply(drop_page_edges, text).split("\n") if line.strip()]
    assert kept == ["CLOSE THE GATES", "They came", "by night."]


def test_a_title_that_is_the_running_head_stays_once() -> None:
    """On the first page, where no other line by itself follows."""
    text = "Quay Rents\n\nBy Ada Brook and two others who signed below\n\fQuay Rents\n\nSo."
    assert apply(drop_page_edges, text).count("Quay Rents") == 1


def test_a_running_head_with_a_day_at_its_other_end_is_no_title() -> None:
    """The title stands alone below it; where nothing stands alone there, the line may be the title."""
    head, texts = "THE QUAY GROUP                       May 2031", ("The rent rose,\nand rose.", "Nobody\nwas asked.")
    pages = f"{head}\n\nWho owns the quay?\n\n{texts[0]}\n\n   1\n{head}\n\n{texts[1]}\n\n   2"
    assert apply(drop_page_edges, pages).split() == f"Who owns the quay? {texts[0]} {texts[1]}".split()
    untitled = pages.replace("Who owns the quay?\n\n", "")
    assert apply(drop_page_edges, untitled).startswith(head)


def test_the_first_line_below_a_page_s_number_begins_a_page() -> None:
    """Where a text has no form feeds any more, but all its pages are counted; what goes is the head and the numbers."""
    text = "QUAY NEWS        Spring\nThe lamp\n\nIt is dark\n1\nQUAY NEWS        Spring\nby night.\n{}\n"
    kept = [line for line in apply(drop_page_edges, text.format(2)).split("\n") if line.strip()]
    assert kept == ["QUAY NEWS        Spring", "The lamp", "It is dark", "by night."]
    uncounted = text.replace("\n1\n", "\n7\n").format("So.")
    assert apply(drop_page_edges, uncounted).strip() == uncounted.strip()


@pytest.mark.parametrize("line", ["Page 1 of 2", "Seite 2 von 4", "(Continued on page 2)", "Fortsetzung auf Seite 3"])
def test_what_counts_or_turns_pages_goes(line: str) -> None:
    """It is true of no edition but that one."""
    assert apply(drop_page_edges, f"So.\n\n{line}\n\nAnd so.").split() == ["So.", "And", "so."]


@pytest.mark.parametrize("line", ["Page 12 has it all", "1 of 2 lamps", "Continued talks failed on page after page"])
def test_words_about_pages_stay(line: str) -> None:
    """They are words of the text."""
    assert line in apply(drop_page_edges, f"So.\n\n{line}\n\nAnd so.")


def test_a_page_that_was_set_in_stands_at_the_margin() -> None:
    """With the title that stood in its middle, and paragraphs that began with a line set in."""
    page = "          Quay Rents\n\n  The rent rose.\n    It rose again\n  in May.\n"
    assert apply(set_flush, page) == "Quay Rents\n\nThe rent rose.\n\nIt rose again\nin May.\n"


def test_prose_that_was_set_in_is_a_quotation() -> None:
    """Verse is not: its lines begin anew."""
    prose = "    We were told that the lamp would be\n    lit, and it was not."
    verse = "    We were told that the lamp would be\n    Lit, and it was not."
    assert apply(set_flush, f"So.\n\n{prose}") == f"So.\n\n{prose.replace('    ', '> ')}"
    assert apply(set_flush, f"So.\n\n{verse}") == f"So.\n\n{verse}"


MAIL = "From: Dana Price\nSent: Monday\nSubject: The lamp\n\n> The lamp\n>\n> It is dark."


def test_the_envelope_of_a_mail_goes_and_so_do_marks_of_quoting() -> None:
    """Where all of the text is quoted; the proof names both."""
    outcome = unwrap_mail(lines_of(MAIL), CONTEXT)
    assert written(outcome.lines).strip() == "The lamp\n\nIt is dark."
    assert outcome.repairs[0] == Repair(
        "mail", "quay.md", 1, "From: Dana Price\nSent: Monday\nSubject: The lamp", "", 3, "the envelope of a mail"
    )


def test_a_mail_that_is_quoted_in_part_is_left_and_flagged() -> None:
    """Nothing tells whose words are the statement."""
    outcome = unwrap_mail(lines_of(f"{MAIL}\n\nThanks!"), CONTEXT)
    assert "> The lamp" in written(outcome.lines)
    assert [warning.rule for warning in outcome.warnings] == ["mail"]


@pytest.mark.parametrize("text", ["From: here\n\nSo.", "To: all\nSubject: lamps\n\nSo.", "> From: a\n\nSo."])
def test_a_few_words_with_colons_are_no_envelope(text: str) -> None:
    """It names a sender, a subject and something else."""
    assert apply(unwrap_mail, text) == text


SPACED = 'The rent , they said , rose . " It rose , " she said .'


def test_spaces_before_points_go_where_a_text_is_full_of_them() -> None:
    """And those inside quotation marks."""
    assert apply(close_spaces, SPACED) == 'The rent, they said, rose. "It rose," she said.'


@pytest.mark.parametrize(
    ("text", "language"),
    [("A slip , once.", "en"), ("Quoi ? Qui ? Où ! Ici ; là.", "fr"), ("It costs .5 or .6 or .7 ...", "en")],
)
def test_other_spaces_stay(text: str, language: str) -> None:
    """A slip, French points, decimals."""
    assert apply(close_spaces, text, language) == text


@pytest.mark.parametrize("rule", [drop_page_edges, set_flush, unwrap_mail, close_spaces])
@pytest.mark.parametrize("text", [MAIL, SPACED, "      Quay\n\nSo.\n  It is\nso.", "A   1\n\fA   2\nso\n\fA   3"])
def test_each_does_its_work_at_once(rule: Rule, text: str) -> None:
    """Done again, it changes nothing more."""
    once = rule(lines_of(text), CONTEXT).lines
    assert written(rule(lines_of(written(once)), CONTEXT).lines) == written(once)


def test_a_title_above_contents_stays() -> None:
    """It is said again below them; the running head of the second page is another one."""
    text = "The gate\n\nContents\n\nThe lamp  2\nThe stair  3\n\nThe gate\n\nAda Brook\n\fThe gate\n\nThey came.\n"
    assert apply(drop_page_edges, text).split("\n")[0] == "The gate"


def test_marks_of_two_quotations_are_no_pair_with_spaces_inside() -> None:
    """The first closes what another mark opened."""
    text = 'Elle dit : « La rue meurt." On appelle cela une "réforme », et c’est tout.'
    assert apply(close_spaces, text, "fr") == text
    assert apply(close_spaces, 'On appelle " réforme " cela.', "fr") == 'On appelle "réforme" cela.'


def test_a_mark_that_opens_a_paragraph_stands_close_to_its_first_word() -> None:
    """Another paragraph closes it."""
    assert (
        apply(close_spaces, '" Nous avons attendu.\n\nLe toit fuit. "', "fr").split("\n")[0] == '"Nous avons attendu.'
    )


def test_form_feeds_inside_a_quoted_mail_part_pages_too() -> None:
    """With the running heads and the numbers beside them; the marks of quoting stay for the rule that takes them."""
    quoted = [
        "The lamp is",
        "",
        " 1",
        "\fQUAY RENTS",
        "",
        "dark, and so is the",
        "",
        " 2",
        "\fQUAY RENTS",
        "",
        "stair.",
    ]
    kept = apply(drop_page_edges, "\n".join(f"> {line}".rstrip(" ") for line in quoted)).split("\n")
    assert [line for line in kept if line.strip("> ")] == ["> The lamp is", "> dark, and so is the", "> stair."]


def test_what_may_be_a_signature_is_named_by_its_words() -> None:
    """So that whoever looks for it finds it."""
    outcome = unwrap_mail(lines_of("The lamp is dark.\n-- \nDana Price\nQuay Street"), CONTEXT)
    assert [("“Dana Price Quay Street”" in each.message, each.line) for each in outcome.warnings] == [(True, 2)]


def test_the_rows_of_a_table_hide_no_margin() -> None:
    """They were set before the margin is taken away, and stand at the edge."""
    page = "    The rent rose.\n\n| Year | Rent |\n| --- | --- |\n| 2031 | 1 |\n\n    It rose again."
    assert apply(set_flush, page) == page.replace("    ", "")
