"""Prose that was set in from the margin, in pages, columns and below lists."""

from __future__ import annotations

import pytest

from pamphlet.restore.columns import part_columns
from pamphlet.restore.margins import set_flush
from pamphlet.restore.rule import Context, Rule

from .manuscripts import lines_of, written

CONTEXT = Context("quay.txt")
ABOVE = "The rota was pinned to the board on a Friday, when the day staff had\ngone home, and nobody was asked."
BELOW = "So said a colleague who has worked nights for nineteen years, and she\nis not alone."


def apply(rule: Rule, text: str) -> str:
    return written(rule(lines_of(text), CONTEXT).lines)


@pytest.mark.parametrize(
    ("inset", "quoted"),
    [
        ("  We put them to bed at eight, and it is the only hour of the day that\n  belongs to us.", True),
        ("  Tuesday, rain. Walked. (M., 68)\n\n  No bus. No voice either. (A., 19)", True),
        ("  Tuesday, rain.", False),
        ("  we put them to bed at eight, and it is the only hour of the day that\n  belongs to us;", False),
        ("  The tide comes in,\n  The rent goes up.", False),
    ],
)
def test_prose_set_in_between_paragraphs_is_a_quotation(inset: str, quoted: bool) -> None:  # noqa: FBT001 - a truth table
    """Not a single sentence, nor items that begin small, nor verse, whose lines begin anew."""
    text = apply(set_flush, f"{ABOVE}\n\n{inset}\n\n{BELOW}")
    assert ("> " in text) is quoted
    assert text.replace("> ", "  ") == f"{ABOVE}\n\n{inset}\n\n{BELOW}"


def test_what_is_set_in_below_an_item_may_belong_to_it() -> None:
    """Markdown says that it does."""
    below = "  We put them to bed at eight, and it is the only hour that\n  belongs to us."
    text = f"{ABOVE}\n\n- a bus after ten.\n\n{below}\n\n{BELOW}"
    assert apply(set_flush, text) == text


def test_items_that_lost_their_marks_are_no_quotation() -> None:
    """A line among them ends early."""
    signed = "      Nobody signs the paper that the agent\n      brings."
    items = f"{signed}\n      We answer together, with a letter that\n      the union has read."
    assert ">" not in apply(set_flush, f"{ABOVE}\n\n{items}\n\n{BELOW}")


COLUMNS = """The rota was pinned to the board on          Management say that the change will
a Friday, when the day staff had gone.         make the work even. We looked it up.

      We put them to bed at eight, and         We will not work the new rota, and
      it is the only hour of the day           we shall say so at the gate on the
      that belongs to us.                      morning of the day.

So said a colleague on the ward.               Stand with us at the gate."""


def test_a_quotation_keeps_its_place_in_a_column() -> None:
    """Beside words of the other column, that stand at its margin."""
    text = apply(part_columns, COLUMNS)
    assert "> We put them to bed at eight, and\n> it is the only hour of the day\n> that belongs to us." in text
    assert text.count(">") == 3
    assert "  " not in text


LIST = """The council has decided on the lamps, and what it has decided is the end
of them all.
  We ask for a vote of all who live on the quay, and we ask for it before the
end of the year.

  There are three things that we want to be told, and here they are in the
order of the letter.
1. The date.
2. The price.
On Thursday we meet at the old hall, with a lamp for everybody who has one at
home or can lend one.
  Bring a chair too, and a coat, for the hall has had no heating for a year
and will have none."""


def test_first_lines_set_in_part_paragraphs_below_a_list_too() -> None:
    """Where other paragraphs of the text begin so."""
    text = f"{LIST}\n\n  And whoever cannot come is to send a word, by hand or by the post, to the\naddress below."
    assert "home or can lend one.\n\nBring a chair too" in apply(set_flush, text)


def test_a_title_at_the_margin_stands_above_centred_lines() -> None:
    """Where it was too long for the page, and its second line went to the middle."""
    page = f"An Open Letter on the Lamps\n                12 September 2017\n{ABOVE}\n{BELOW}"
    assert apply(set_flush, page).startswith("An Open Letter on the Lamps\n12 September 2017\n\nThe rota")


def test_items_whose_bullets_are_letters_begin_no_paragraph() -> None:
    """Where some of them are set in."""
    text = "o A lamp for the quay.\n  o A lamp for the stair.\no A gate."
    assert written(set_flush(lines_of(text), Context("quay.txt")).lines) == text


def test_a_centred_head_below_a_running_head_stands_apart_from_the_text() -> None:
    """Its lines end where the text begins."""
    prose = "\n".join(f"The lamp at the head of the slipway has been dark since {year}," for year in range(1990, 1997))
    head = "                    The Lamp\n                   Ada Brook\n                  3 May 2031"
    text = f"                    The Lamp\n\n\n{head}\n{prose}"
    flush = written(set_flush(lines_of(text), Context("quay.txt")).lines)
    assert flush.split("\n\n")[-1] == prose


def test_a_quotation_of_two_sentences_set_in_is_one() -> None:
    """Though each of its lines begins with a capital: sentences end inside a full line."""
    prose = (
        "The lamp at the head of the slipway has been dark since March,\nand nobody has come, though we wrote to them."
    )
    said = "    I went down at four. The gulls were there, and not a lamp.\n    The gulls had seen nobody either."
    quoted = "> I went down at four. The gulls were there, and not a lamp.\n> The gulls had seen nobody either."
    text = f"{prose}\n\n{said}\n\n{prose}"
    assert written(set_flush(lines_of(text), CONTEXT).lines) == text.replace(said, quoted)
