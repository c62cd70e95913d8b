"""Headings in bold or spaced letters, verse without marks, columns side by side, characters of another age."""

from __future__ import annotations

import pytest

from pamphlet.restore.characters import drop_invisible, mend_mojibake, spell_ligatures
from pamphlet.restore.columns import part_columns
from pamphlet.restore.headings import doubt_headings, join_letter_spaced, mark_headings
from pamphlet.restore.lists import join_items
from pamphlet.restore.paragraphs import part_paragraphs
from pamphlet.restore.rule import Context, Rule
from pamphlet.restore.tables import doubt_tables
from pamphlet.restore.verse import keep_line_ends

from .manuscripts import lines_of, written

CONTEXT = Context("quay.md")


def apply(rule: Rule, text: str) -> str:
    return written(rule(lines_of(text), CONTEXT).lines)


def test_a_bold_line_alone_is_a_heading() -> None:
    """Above text, without a full stop."""
    assert apply(mark_headings, "**What we ask**\n\nOpen the gate.") == "## What we ask\n\nOpen the gate."


@pytest.mark.parametrize("text", ["**Open the gate.**\n\nSo.", "**Open** it\n\nSo.", "So.\n\n**harbour.example**"])
def test_a_bold_sentence_or_a_bold_end_is_none(text: str) -> None:
    """A stressed paragraph stays one."""
    assert apply(mark_headings, text) == text


SPACED = "Q U A Y\n\nW H A T   W E   A S K\n\nA quay."


def test_spaced_capitals_are_joined_word_by_word() -> None:
    """Two spaces part words, one parts letters; the first line is left for a title."""
    assert apply(join_letter_spaced, SPACED) == "QUAY\n\n## WHAT WE ASK\n\nA quay."


@pytest.mark.parametrize("text", ["A B or C, if we may", "I am a U N O fan", "a b"])
def test_single_letters_among_words_stay(text: str) -> None:
    """Only a whole line is set in spaced letters."""
    assert apply(join_letter_spaced, text) == text


@pytest.mark.parametrize(
    "text",
    ["```\nc a t s\n```", "So.\n\n    c a t s\n    d o g s\n\nSo.", "x = c + d + a", "a b  c d", "1 a  2 b  3 c"],
)
def test_single_letters_of_code_and_tables_stay(text: str) -> None:
    """Between fences and set in, or with the signs of a formula; two widths of spaces alone make no words."""
    assert apply(join_letter_spaced, text) == text


def test_short_lines_with_capitals_keep_their_ends() -> None:
    """A verse, or an address."""
    text = "The tide comes in,\nThe rent goes up,\nThe gate stays shut."
    assert apply(keep_line_ends, text) == "The tide comes in,  \nThe rent goes up,  \nThe gate stays shut."


@pytest.mark.parametrize(
    "text",
    [
        "The rent rose in the\nspring and again in\nthe summer of that year.",
        "The tide.\nThe gate.",
        "- One\n- Two\n- Three",
    ],
)
def test_wrapped_prose_pairs_and_lists_are_no_verse(text: str) -> None:
    """Prose goes on in small letters."""
    assert apply(keep_line_ends, text) == text


def test_columns_are_read_one_after_the_other() -> None:
    """The right halves begin in one column of letters."""
    rows = [
        "The rent rose     and the gate",
        "in the spring,    stayed shut",
        "and again in      all summer.",
        "the summer,       So we came.",
    ]
    read = apply(part_columns, "\n".join(rows))
    assert " ".join(read.split()) == (
        "The rent rose in the spring, and again in the summer, and the gate stayed shut all summer. So we came."
    )


def test_an_item_that_a_page_end_cut_is_whole_again() -> None:
    """What follows goes back to its item, and the list goes on."""
    text = "- the return of the night\n\nbus to the quay\n\n- a say"
    assert apply(join_items, text) == "- the return of the night\n  bus to the quay\n\n- a say"


def test_an_item_that_was_cut_twice_is_whole_at_once() -> None:
    """Or a second restoration would find the rest."""
    once = apply(join_items, "- the return\n\nof the night\n\nbus to the quay")
    assert once == "- the return\n  of the night\n  bus to the quay"
    assert apply(join_items, once) == once


@pytest.mark.parametrize(
    ("rule", "typed", "printed"),
    [
        (mend_mojibake, "the cafÃ© on â€œour\u20ac\x9d quay", "the café on “our€\x9d quay"),
        (mend_mojibake, "the Ash\u00ef\u00ac\x81eld quay", "the Ashﬁeld quay"),
        (mend_mojibake, "â€œOur quayâ€� and â€œoursâ€.", "“Our quay” and “ours”."),
        (mend_mojibake, "a hand that they have bookedâ€. Nobody", "a hand that they have booked”. Nobody"),
        (mend_mojibake, "Pétain’s “â” and £5", "Pétain’s “â” and £5"),
        (spell_ligatures, "the oﬃce on the ﬁrst ﬂoor", "the office on the first floor"),
        (drop_invisible, "co\u00adop\u200bera\u2060tive \ufeffquay", "cooperative quay"),
        (drop_invisible, "می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_characters_are_those_that_the_author_typed(rule: Rule, typed: str, printed: str) -> None:
    """Undone only where it is certain."""
    assert apply(rule, typed) == printed


WIDE = "The council has decided, behind closed doors and in four minutes, that the lamp at the slipway is a luxury."


def test_names_in_short_lines_keep_their_ends() -> None:
    """The next word would have had room; the last line may begin with a small “and”."""
    signed = "Gloria Mensah, baker\nStefan Novak, nurse\nand 214 others"
    kept = "Gloria Mensah, baker  \nStefan Novak, nurse  \nand 214 others"
    assert apply(keep_line_ends, f"{WIDE}\n\n{signed}") == f"{WIDE}\n\n{kept}"


def test_lines_that_fill_a_narrow_measure_are_prose() -> None:
    """There the next word had no room."""
    narrow = "The council has\ndecided that the\nlamp is a luxury."
    assert apply(keep_line_ends, narrow) == narrow


LINES = (
    "Planes now land at Millfield until half past one in the morning.",
    "We have kept a log since the first of March, and in sixty-one nights there were two hundred of them.",
    "We want the licence kept, and we want it kept by those who signed it.",
)


def test_lines_that_are_a_paragraph_each_are_parted() -> None:
    """In a text without blank lines, where each line ends a sentence and some end early."""
    assert apply(part_paragraphs, "\n".join(LINES)) == "\n\n".join(LINES)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join((*LINES, "", *LINES)),
        "\n".join((LINES[0], LINES[1].rstrip("."), LINES[2])),
        "We came.\nWe saw.\nWe went.",
    ],
)
def test_a_line_a_sentence_is_no_paragraph_where_blank_lines_part_them(text: str) -> None:
    """Some write so; and short lines are verse."""
    assert apply(part_paragraphs, text) == text


def test_columns_may_begin_and_end_apart() -> None:
    """One higher than the other, and one paragraph further."""
    rows = (
        "Dear neighbours,",
        "                              “I was told to wait,” she",
        "The lamp at the head of       said, “and I am waiting",
        "the slipway has been dark     still.” Nobody else was",
        "since the second of March.    asked at all.",
        "",
        "Whoever walks there",
        "",
        "## What we ask",
    )
    read = apply(part_columns, "\n".join(rows)).split("\n")
    assert [line for line in read if line][:4] == [rows[0], *(row[:28].strip() for row in rows[2:5])]
    assert read.index("Whoever walks there") > read.index("asked at all.")


def test_words_with_spaces_typed_twice_are_no_columns() -> None:
    """Nor are the cells of a table."""
    for text in ("So   it is\nso   it was\nso   it goes", "Gate     4\nLamp     7\nStair    9\nQuay     1"):
        assert apply(part_columns, text) == text


PROSE = "The lamp at the head of the slipway has been dark since March."


def test_a_short_line_alone_may_be_a_heading_and_is_left() -> None:
    """In a text without any; with one, its author knows how to write them."""
    text = f"{PROSE}\n\nWhat we ask\n\n{PROSE}"
    outcome = doubt_headings(lines_of(text), CONTEXT)
    assert (written(outcome.lines), [each.line for each in outcome.warnings]) == (text, [3])
    assert doubt_headings(lines_of(f"{text}\n\n## And so\n\n{PROSE}"), CONTEXT).warnings == ()


@pytest.mark.parametrize("line", ["Dear neighbours,", "We ask:", "It is dark.", "and so", "- A lamp"])
def test_other_lines_between_paragraphs_are_in_no_doubt(line: str) -> None:
    """A salutation, a lead-in, a sentence, a part of one, an item."""
    assert doubt_headings(lines_of(f"{PROSE}\n\n{line}\n\n{PROSE}"), CONTEXT).warnings == ()


def test_prose_of_a_narrow_column_is_no_verse() -> None:
    """No line had room for the next word, and few end where one pauses."""
    column = (
        "The marchers went to the quay\n“We are not for gulls!” “The\nwarden told us, ‘There is no\n"
        "lamp after nine,’ and then she\nwent up the stair,” said Ada\nBrook. “Do not tell us all it\n"
        "costs too much,” Mara answered."
    )
    wide = f"{PROSE} {PROSE} {PROSE}"
    text = f"{wide}\n\n{column}\n\n{wide}"
    assert apply(keep_line_ends, text) == text


def test_an_item_that_a_page_cut_takes_back_its_words_with_the_items_below() -> None:
    """Which follow them without a blank line, over several lines."""
    text = "4. A lamp every\n\nten yards along\nthe quay.\n5. A gate that\nopens."
    assert apply(join_items, text) == "4. A lamp every\n  ten yards along\nthe quay.\n5. A gate that\nopens."


def test_full_lines_that_each_begin_with_a_name_are_prose() -> None:
    """A sentence ends inside them, and the next word had no room in any."""
    wrapped = (
        "The quota for the whole of the country is 100,000 tonnes.\n"
        "Of this, five have 79,000. One ship, the huge new ship, the\n"
        "Atlantic Grace, has more than all of the small boats have."
    )
    below = (
        "The lamp at the head of the slipway, which was lit in the\n"
        "spring, has been dark since the first week of the winter, as\n"
        "we all know."
    )
    text = f"{wrapped}\n\n{below}"
    assert apply(keep_line_ends, text) == text


def test_an_item_between_others_is_in_no_doubt() -> None:
    """Its number says what it is; between paragraphs it may be a heading's."""
    text = f"{PROSE}\n\n1. A lamp\n\n2. A stair\n\n3. A say\n\n{PROSE}"
    assert doubt_headings(lines_of(text), CONTEXT).warnings == ()
    between = f"{PROSE}\n\n2. A stair\n\n{PROSE}"
    assert [each.line for each in doubt_headings(lines_of(between), CONTEXT).warnings] == [3]


def test_words_that_lead_to_verse_are_no_line_of_it() -> None:
    """The end of a paragraph that a page end cut begins small, and ends with a colon."""
    text = f"{PROSE}\n\nwe have:\nThe tide comes in,\nThe rent goes up,\nThe gate stays shut."
    assert apply(keep_line_ends, text).split("\n")[2:5] == ["we have:", "", "The tide comes in,  "]


def test_sentences_below_a_colon_may_be_a_list() -> None:
    """They keep their lines, and are flagged."""
    text = f"{PROSE}\n\nWhat they say:\n\nThe gate is shut.\nThe lamp is dark.\nThe stair is worn."
    assert [each.line for each in keep_line_ends(lines_of(text), CONTEXT).warnings] == [5]


def test_two_rows_with_white_in_the_same_place_may_be_columns() -> None:
    """Too few to part them, so they are flagged."""
    text = "The lamp at the head          is dark, and nobody\nof the slipway, and           comes. So we wait."
    assert [each.line for each in doubt_tables(lines_of(text), CONTEXT).warnings] == [1]


@pytest.mark.parametrize(
    "closing",
    [
        "> Yours sincerely,\n> Mara Quint",
        "> In anger and in hope,\n> Mara Quint\n> Oleg Baran",
        "> Mit freundlichen Grüßen\n> Jonas Wiek\n> Sprecher",
    ],
)
def test_the_close_of_a_quoted_letter_keeps_its_lines(closing: str) -> None:
    """Its end and the names below it; lines that run on do not."""
    letter = "> Dear all,\n>\n> the lamp on the quay is out, and nobody has told us why\n> it is so.\n>\n"
    marked = closing.replace("\n", "  \n")
    assert apply(keep_line_ends, f"We wrote:\n\n{letter}{closing}\n\nSo.") == f"We wrote:\n\n{letter}{marked}\n\nSo."
    assert apply(keep_line_ends, f"{letter}> When we asked,\n> nobody answered.").count("  \n") == 0


POEM = """The lift has gone to heaven,
it left us on the stair,
the landlord says an engineer
will shortly meet it there.

It took the post, it took the pram,
it took the doctor too;
O lift, come down and tell us all
what landlords do."""


def test_a_text_that_is_a_poem_keeps_its_lines() -> None:
    """Though they begin small, and no prose stands beside it: they end where one pauses, before they are full."""
    kept = apply(keep_line_ends, POEM)
    assert kept.split("\n")[:2] == ["The lift has gone to heaven,  ", "it left us on the stair,  "]
    assert kept.count("  \n") == 6


def test_prose_in_a_narrow_column_is_no_poem() -> None:
    """Where its lines are full, or few of them end where one pauses."""
    prose = (
        "The lift is gone, and\nnobody says when it is\nto come back, so all\nclimb, the doctor, too,\nwho must.\n\nI"
    )
    assert apply(keep_line_ends, prose) == prose


def test_the_short_lines_of_a_placard_keep_their_ends() -> None:
    """Where all lines of a text are short, and none runs on into the next."""
    placard = "Saturday 14 March, 11 am\nMill Court gates, then to the Town Hall\n\nBring pans.\n\nNo rise."
    assert apply(keep_line_ends, placard).startswith("Saturday 14 March, 11 am  \n")
    running = f"{placard}\n\nThe lamp at the slipway is\nout and we want it lit."
    assert apply(keep_line_ends, running) == running


LONG = (
    "The company made eleven million last year and offers us two per cent,\n"
    "and that is all that we have heard of it since the meeting at the gate\n"
    "in the spring, when they told us that there was nothing left to share.\n\n"
)


@pytest.mark.parametrize(
    "lines",
    [
        ("Q: Why now?", "A: Because the offer runs out on the thirtieth, and nobody has answered."),
        ("3 January: The culvert is blocked.", "9 January: It is reported again.", "2 February: Here is the water."),
        ("[12/05/2031, 19:02:11] Ada: we are the families of the quay", "[12/05/2031, 19:03:05] Ben: add the number"),
        ("Jana Petersen", "für den Elternrat"),
        ("Residents of the Quay", "quay@harbour.example"),
    ],
)
def test_lines_with_labels_and_short_pairs_keep_their_ends(lines: tuple[str, ...]) -> None:
    """Questions and answers, days of a year, what was said in a chat; a name, and whom it stands for."""
    kept = "  \n".join(lines)
    assert apply(keep_line_ends, "{}{}\n\nSo.".format(LONG, "\n".join(lines))) == f"{LONG}{kept}\n\nSo."


@pytest.mark.parametrize("lines", ["We asked the\ncouncil", "It rose. Then\nit fell"])
def test_a_torn_pair_of_lines_is_joined(lines: str) -> None:
    """The first cannot end so, or ends a sentence in its midst."""
    assert apply(keep_line_ends, f"{LONG}{lines}\n\nSo.") == f"{LONG}{lines}\n\nSo."
