"""What stands above a text: its title, who signed it, and when; and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.errors import PamphletError
from pamphlet.model import Author, Date, Header
from pamphlet.restore.bylines import parse_author, parse_byline
from pamphlet.restore.head import Head, HeadReading, read_head

from .manuscripts import NO_HEADER, manuscript, written

DAY = Date("3 May 2031", "2031-05-03")
ADA = Author("Ada Brook")
BODY = "The rent rose again this year.\n\nNobody was asked."


def read(text: str, header: Header = NO_HEADER) -> HeadReading:
    """The head of a text."""
    return read_head(manuscript(text, header))


@pytest.mark.parametrize(
    "head",
    [
        "# Who owns the quay?\n\nAda Brook  \n3 May 2031",
        "\n\n# Who owns the quay? #\n\nAda Brook\n3 May 2031",
        "Who owns the quay?\n\nAda Brook\n3 May 2031",
        "Who owns the quay?\nAda Brook\n3 May 2031",
        "Who owns the quay?\n==================\n\nBy Ada Brook\n\n3 May 2031",
        "Who owns the quay?\n\nby Ada Brook, 3 May 2031\n".replace(", 3 May 2031", "\n3 May 2031"),
        "# Who owns the quay?\n\n*Ada Brook*\n\n*3 May 2031*",
        "# Who owns the quay?\n\n**Ada Brook**\\\n3 May 2031",
        "# Who owns the quay?\n\nAda Brook\n\n3 May 2031",
        "# Who owns the quay?\n3 May 2031\nAda Brook",
        "# Who owns the quay?\n\n3 May 2031\n\nBy Ada Brook",
        "**3 May 2031**\n\n# Who owns the quay?\n\nBy Ada Brook",
        "By Ada Brook\n\n3 May 2031\n\n# Who owns the quay?",
        "# Who owns the quay?\n\nBy [Ada Brook](mailto:ada@harbour.example)\n3 May 2031",
    ],
)
def test_title_author_and_date_stand_above_the_text(head: str) -> None:
    """However the leaflet was typed."""
    reading = read(f"{head}\n\n{BODY}")
    assert reading.head == Head("Who owns the quay?", (ADA,), DAY)
    assert written(reading.body).strip() == BODY
    assert reading.warnings == ()


def test_a_dateline_above_the_heading_of_a_press_release_is_no_title() -> None:
    """The mark of the first rank says what the title is, where only one line bears it."""
    reading = read(f"**Port-Haut, le 3 mai 2031**\n\n# Who owns the quay?\n\n{BODY}")
    assert reading.head == Head("Who owns the quay?", (), Date("Port-Haut, le 3 mai 2031", "2031-05-03"))
    assert (written(reading.body).strip(), reading.warnings) == (BODY, ())


def test_other_words_above_a_marked_title_are_flagged() -> None:
    """They may be the title, or the name of those who wrote; where several lines are marked, none is the title's."""
    (warning,) = read(f"The Quay Group\n\n# Who pays?\n\n{BODY}").warnings
    assert (warning.rule, warning.line, warning.message) == (
        "title",
        3,
        "“The Quay Group” stands above “Who pays?”, which is marked as the title; put it below, or take the # away",
    )
    assert read(f"3 May 2031\n\n# Who owns the quay?\n\n{BODY}\n\n# Who pays?\n\n{BODY}").head.title == "3 May 2031"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("# A sentence for a title.", "A sentence for a title."),
        ("# In C#", "In C#"),
        ("# We are number #1 ##", "We are number #1"),
        ("#SaveTheQuay", "#SaveTheQuay"),
        ("1984: a year on the quay", "1984: a year on the quay"),
        ("Stop the rise!", "Stop the rise!"),
        ("Who owns the “quay”?", "Who owns the “quay”?"),
        ("By the water", "By the water"),
    ],
)
def test_a_heading_or_a_line_of_its_own_is_the_title(first: str, title: str) -> None:
    """A plain one if it is short and no sentence."""
    reading = read(f"{first}\n\n{BODY}")
    assert reading.head.title == title
    assert written(reading.body).strip() == BODY


@pytest.mark.parametrize(
    "first",
    [
        "The quay is shut.",
        "“The quay is shut.”",
        '"The quay is shut."',
        "*The quay is shut.*",
        "Dear tenants,",
        "Dear tenants:",
        "The quay is shut…\nand was.",
        "- a demand",
        "> a quotation",
        "a " * 100,
        "A first line\nand a second.",
    ],
)
def test_a_sentence_a_salutation_or_a_list_is_no_title(first: str) -> None:
    """It stays in the text, the file gives the title, and a warning says so."""
    reading = read(f"{first}\n\n{BODY}")
    assert reading.head.title == "Quay rents"
    assert written(reading.body) == f"{first}\n\n{BODY}"
    assert [(warning.rule, warning.line) for warning in reading.warnings] == [("title", 1)]


@pytest.mark.parametrize(
    "line",
    [
        "By the river we stood",
        "By Monday we had won",
        "by and by the tide came in",
        "Dear Friends",
        "By noon, tenants of every pier had come\nand they stayed.",
        "Ada Brook",
        "Written by Ada Brook",
        "Since 2018",
    ],
)
def test_what_only_looks_like_a_byline_stays_in_the_text(line: str) -> None:
    """Words of the text are never taken for a name."""
    reading = read(f"# Quay\n\n{line}\n\n{BODY}")
    assert reading.head == Head("Quay")
    assert written(reading.body).strip() == f"{line}\n\n{BODY}"


@pytest.mark.parametrize("line", ["Dear Friends", "Dear Friends,", "Harbour Tenants Unite", "Now"])
def test_a_line_of_capitals_below_the_date_is_no_name(line: str) -> None:
    """A salutation or a subheading stands there as often."""
    reading = read(f"# Quay\n\n3 May 2031\n\n{line}\n\n{BODY}")
    assert reading.head == Head("Quay", (), DAY)
    assert written(reading.body).strip() == f"{line}\n\n{BODY}"


@pytest.mark.parametrize(("line", "name"), [("Par Manon L.", "Manon L."), ("By J. B.", "J. B.")])
def test_a_name_may_end_with_an_initial(line: str, name: str) -> None:
    """Its point ends no sentence, where “by” says that it is a name."""
    reading = read(f"# Quay\n\n{line}\n\n{BODY}")
    assert reading.head == Head("Quay", (Author(name),))


def test_a_byline_is_whole_with_one_name_and_one_date() -> None:
    """What stands below it belongs to the text."""
    reading = read(f"# Quay\n\nAda Brook\n3 May 2031\n\nHarbour Tenants Unite\n\n{BODY}")
    assert reading.head == Head("Quay", (ADA,), DAY)
    assert written(reading.body).strip() == f"Harbour Tenants Unite\n\n{BODY}"


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("By Ada Brook", (ADA,)),
        ("Ada Brook and Ben Rill", (ADA, Author("Ben Rill"))),
        ("By Ada Brook, Ben Rill and Cy Dale", (ADA, Author("Ben Rill"), Author("Cy Dale"))),
        ("By Ada Brook, and Ben Rill", (ADA, Author("Ben Rill"))),
        ("Ada Brook & Ben Rill", (ADA, Author("Ben Rill"))),
        ("Von Ada Brook und Ben Rill", (ADA, Author("Ben Rill"))),
        ("Par Ada Brook et Ben Rill", (ADA, Author("Ben Rill"))),
        ("By Ada Brook, clerk", (Author("Ada Brook", "clerk"),)),
        ("By Ada Brook, clerk and treasurer", (Author("Ada Brook", "clerk and treasurer"),)),
        ("By Ada Brook, Harbour Tenants", (Author("Ada Brook", "Harbour Tenants"),)),
        ("By E. Brook", (Author("E. Brook"),)),
        ("Ada Brook i Ben Rill", (ADA, Author("Ben Rill"))),
        ("Ada Brook oraz Ben Rill", (ADA, Author("Ben Rill"))),
        ("Antoni Pont i Cornet", (Author("Antoni Pont i Cornet"),)),
        ("Von der Hafengruppe", (Author("Hafengruppe"),)),
        ("Ursula von der Au", (Author("Ursula von der Au"),)),
        ("by , and ,", ()),
    ],
)
def test_a_byline_names_one_or_many(text: str, authors: tuple[Author, ...]) -> None:
    """A role or a place stays with a sole author."""
    assert parse_byline(text) == authors


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Ada Brook", ADA),
        ("Ada Brook, clerk", Author("Ada Brook", "clerk")),
        ("Ada Brook,", ADA),
        (", clerk", Author("clerk")),
    ],
)
def test_an_author_is_a_name_and_perhaps_a_role(text: str, author: Author) -> None:
    """The name is never empty."""
    assert parse_author(text) == author


def test_a_role_beside_a_date_needs_no_by() -> None:
    """The name before the comma is what tells."""
    assert read(f"# Quay\n\nAda Brook, clerk of the pier\n3 May 2031\n\n{BODY}").head.authors == (
        Author("Ada Brook", "clerk of the pier"),
    )


def test_the_words_that_a_byline_loses_are_named() -> None:
    """“By”, “and” and the way a name was linked stand in the proof."""
    (repair,) = read(f"# Quay\n\nBy Ada Brook and Ben Rill\n3 May 2031\n\n{BODY}").repairs
    assert (repair.rule, repair.line) == ("byline", 3)
    assert repair.before == "By Ada Brook and Ben Rill 3 May 2031"
    assert repair.after == "Ada Brook, Ben Rill, 3 May 2031"


def test_an_unchanged_byline_is_no_repair() -> None:
    """Emphasis and line ends are no words."""
    assert read(f"# Quay\n\n*Ada Brook*  \n3 May 2031\n\n{BODY}").repairs == ()


def test_the_header_wins_and_what_it_replaces_is_named() -> None:
    """Nothing that the first lines said is lost in silence."""
    header = Header("Whose quay?", ("Ben Rill, clerk",), "2031-06-01", line=1)
    reading = read(f"# Who owns the quay?\n\nAda Brook, treasurer\n3 May 2031\n\n{BODY}", header)
    assert reading.head == Head("Whose quay?", (Author("Ben Rill", "clerk"),), Date("2031-06-01", "2031-06-01"))
    assert written(reading.body).strip() == BODY
    assert [(repair.rule, repair.before, repair.note) for repair in reading.repairs] == [
        ("header-wins", "Who owns the quay?", "the header says “Whose quay?”"),
        ("header-wins", "Ada Brook, treasurer", "the header says “Ben Rill, clerk”"),
        ("header-wins", "3 May 2031", "the header says “2031-06-01”"),
    ]


def test_a_role_that_the_header_leaves_out_is_named() -> None:
    """The name alone would hide it."""
    reading = read(f"# Quay\n\nAda Brook, clerk\n3 May 2031\n\n{BODY}", Header(authors=("Ada Brook",)))
    assert [repair.before for repair in reading.repairs] == ["Ada Brook, clerk"]


def test_under_a_stated_title_the_first_line_belongs_to_the_text() -> None:
    """Unless it says the same."""
    assert written(read(f"A line\n\n{BODY}", Header("Quay")).body) == f"A line\n\n{BODY}"
    assert written(read(f"QUAY!\n\n{BODY}", Header("Quay")).body).strip() == BODY


def test_a_title_said_twice_is_dropped_once() -> None:
    """Page one of a leaflet often repeats it."""
    reading = read(f"# Quay\n\nAda Brook\n3 May 2031\n\nQUAY\n\n{BODY}")
    assert written(reading.body).strip() == BODY
    assert [(each.rule, each.last_line, each.before) for each in reading.repairs] == [("repeated-title", 6, "QUAY")]


def test_a_title_that_the_header_replaced_is_dropped_where_it_is_said_again() -> None:
    """It is the leaflet's own title, twice."""
    reading = read(f"# Quay\n\nAda Brook\n3 May 2031\n\nQUAY\n\n{BODY}", Header("Whose quay?"))
    assert written(reading.body).strip() == BODY


def test_a_paragraph_may_begin_with_the_title() -> None:
    """Only a line of its own repeats it."""
    assert written(read("# Quay\n\nQuay,\nwe said.").body).strip() == "Quay,\nwe said."


def test_a_rule_is_no_repetition_of_a_title_without_letters() -> None:
    """Two texts without letters are not the same text."""
    assert written(read(f"# ???\n\n---\n\n{BODY}").body).strip() == f"---\n\n{BODY}"


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2031-05-03", Date("2031-05-03", "2031-05-03")),
        ("2031-05-03T10:00:00Z", Date("2031-05-03", "2031-05-03")),
        ("2031-05-03 10:00:00+02:00", Date("2031-05-03", "2031-05-03")),
        ("3 May 2031", DAY),
        ("Whitsun", Date("Whitsun", "")),
    ],
)
def test_a_stated_date_is_taken_without_its_clock(stated: str, date: Date) -> None:
    """What is no date that we can read stands as it was written."""
    assert read(BODY, Header(date=stated)).head.date == date


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("sources/10-quay-rents.md", "Quay rents"),
        ("quay_rents.txt", "Quay rents"),
        ("2031.txt", "2031"),
        ("10-.md", "10-"),
        ("10 - Who owns it.md", "Who owns it"),
    ],
)
def test_a_file_name_gives_a_title_without_its_number(name: str, title: str) -> None:
    """Files are numbered for their order."""
    assert read_head(manuscript(BODY, name=name)).head.title == title


def test_a_text_of_control_characters_alone_is_refused() -> None:
    """There is nothing left of it."""
    with pytest.raises(PamphletError, match="nothing but control characters"):
        read("\n \n")


@given(st.lists(st.sampled_from(["", "# Quay", "Quay", "By Ada", "Ada Brook", "3 May 2031", "and so.", "- a"])))
def test_every_line_is_in_the_head_or_in_the_body_or_named(lines: list[str]) -> None:
    """No word of any first lines is lost."""
    text = "\n".join(lines)
    if not text.strip():
        return
    reading = read(text)
    head = reading.head
    date = head.date.text if head.date else ""
    named = (repair.before for repair in reading.repairs)
    held = " ".join([head.title, *(author.name for author in head.authors), date, written(reading.body), *named])
    assert set(text.replace("#", "").split()) <= set(held.split())


# Who signs, with small words, apostrophes and hyphens in the name?
@pytest.mark.parametrize(
    "name",
    [
        "Parents of St Osyth’s",
        "Anchor Community Co-operative",
        "Les élèves du lycée Jean-Moulin",
        "Les habitants de Rochebrune",
        "Sindicato de Inquilinas del Puerto",
        "Die Beschäftigten der Werft",
        "Jeanne d’Arbois",
    ],
)
def test_a_group_or_a_person_signs_above_a_date(name: str) -> None:
    """With its words as they are."""
    head = read(f"Who owns the quay?\n\n{name}\n\n3 May 2031\n\n{BODY}").head
    assert (head.authors, head.date, head.standfirst) == ((Author(name),), DAY, "")


def test_a_title_in_two_parts_is_one() -> None:
    """Some programs set white between its lines; the second begins small, and a byline stands below."""
    reading = read(f"The gulls own the quay and\n\nthe quay owns us\n\nAda Brook\n\n3 May 2031\n\n{BODY}")
    assert reading.head == Head("The gulls own the quay and the quay owns us", (ADA,), DAY)
    assert written(reading.body).strip() == BODY
    assert [each.rule for each in reading.repairs] == ["title"]


def test_a_title_again_in_two_parts_goes() -> None:
    """It was the running head first."""
    text = f"The Gulls Own the Quay\n\nThe Gulls Own\n\nthe Quay\n\nAda Brook\n\n3 May 2031\n\n{BODY}"
    assert read(text).head == Head("The Gulls Own the Quay", (ADA,), DAY)


def test_small_words_without_a_byline_below_are_no_title() -> None:
    """They may be anything."""
    assert read(f"The gulls own the quay\n\nand so on\n\n{BODY}").head.title == "The gulls own the quay"


def test_a_name_that_may_be_the_end_of_the_title_is_flagged() -> None:
    """A title may end with a word that opens others."""
    reading = read(f"Turn the Lamp Back On\nQuay Campaign\n3 May 2031\n\n{BODY}")
    assert reading.head.title == "Turn the Lamp Back On Quay Campaign"
    assert [each.message.split(" was ")[0] for each in reading.warnings] == ["“Quay Campaign”"]


def test_a_sentence_between_title_and_byline_is_a_standfirst() -> None:
    """Right below the title, with no line of white."""
    reading = read(f"Quay Day\nOne quay, nine stalls, and nothing for sale.\n\nQuay Tenants\n\n3 May 2031\n\n{BODY}")
    assert (reading.head.title, reading.head.authors) == ("Quay Day", (Author("Quay Tenants"),))
    assert reading.head.standfirst == "One quay, nine stalls, and nothing for sale."
    assert read(f"Quay Day\nOne quay, nine stalls, and nothing for sale.\n\n{BODY}").head.standfirst == ""


@pytest.mark.parametrize(
    ("head", "fenced"),
    [
        ("# Quay\n\n", "```Quay\n\n[b](c)\n```"),
        ("# Quay\n\nContents\n\n", "``` 12\n\n[b](c)\n```"),
        ("# Quay Bridge\n\nQuay\n\n", "```Bridge\n[b](c)\n```"),
        ("Notes on the day.\n\n", "```\n# Quay\n\n[b](c)\n```"),
        ("", "```Quay\n\nBy Ada Brook\n```"),
    ],
)
def test_what_stands_between_fences_is_no_part_of_a_head(head: str, fenced: str) -> None:
    """Without its opening fence, the text between would be read as Markdown."""
    assert written(read(f"{head}{fenced}\n\n{BODY}").body).endswith(f"{fenced}\n\n{BODY}")


def test_a_fence_that_bears_the_title_of_the_header_stays() -> None:
    """It says the same as the header, and opens lines that are taken letter by letter."""
    text = f"```Quay\n\n[b](c)\n```\n\n{BODY}"
    assert written(read(text, Header(title="Quay")).body) == text


def test_a_standfirst_may_stand_above_fenced_lines() -> None:
    """A statement may open with verse."""
    head = read("# Quay\n\n*We sang this on the quay all night.*\n\n```\nRow, row\n```").head
    assert head.standfirst == "We sang this on the quay all night."


# Which lines at the head of a paper may be the name of a group above the title?
@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Mieterinitiative Hafenviertel", "Wir zahlen nicht mehr!"),
        ("Bürgerinitiative „Rettet die Linie 5“", "OFFENER BRIEF AN DEN RAT"),
        ("Harbour Tenants’ Union", "Who pays?"),
        ("Collectif du Quai", "Nous ne paierons pas"),
    ],
)
@pytest.mark.parametrize("parting", ["\n", "\n\n"])
def test_the_name_of_a_group_above_a_line_like_a_title_is_flagged(name: str, title: str, parting: str) -> None:
    """Which of both is the title only a person knows."""
    messages = [warning.message for warning in read(f"{name}{parting}{title}\n\n{BODY}").warnings]
    assert f"“{name}” was read as the title; if “{title}” is, put it first, and the name below it" in messages


@pytest.mark.parametrize("head", ["Harbour Tenants’ Union\n\n3 May 2031", "Who owns the union?\n\nWho pays?"])
def test_other_lines_above_a_title_are_no_groups(head: str) -> None:
    """A date is no title, and a question no name."""
    assert read(f"{head}\n\n{BODY}").warnings == ()


@pytest.mark.parametrize(
    ("signed", "author"),
    [
        ("Von der Druckerei am Hafen\n3. Mai 2031", "Druckerei am Hafen"),
        ("Vom Mieterverein\n3. Mai 2031", "Mieterverein"),
        ("Von den Beschäftigten im Lager\n3. Mai 2031", "Beschäftigten im Lager"),
    ],
)
def test_a_german_article_behind_by_is_no_name(signed: str, author: str) -> None:
    """It is in the case that “von” wants."""
    assert read(f"Der Lohn reicht nicht\n\n{signed}\n\n{BODY}").head.authors == (Author(author),)


def test_a_single_word_before_a_date_is_a_place() -> None:
    """The date is printed as it stands."""
    head = read(f"Wir zahlen nicht mehr\n\nHamburg, 3. Mai 2031\n\n{BODY}").head
    assert (head.authors, head.date) == ((), Date("Hamburg, 3. Mai 2031", "2031-05-03"))


def test_a_raised_ordinal_belongs_to_its_date() -> None:
    """As pandoc writes it of a word processor’s document."""
    assert read(f"# Who pays?\n\n*7^th^ of October 2031*\n\n{BODY}").head.date == Date(
        "7th of October 2031", "2031-10-07"
    )


def test_a_standfirst_may_stand_above_a_heading_in_bold_letters() -> None:
    """Two sentences that are set off, one below the other, are none."""
    words = "The same spirit can save the public library."
    assert read(f"# Who pays?\n\n*{words}*\n\n**What we want**\n\n{BODY}").head.standfirst == words
    assert read(f"# Who pays?\n\n*{words}*\n\n*{words}*\n\n{BODY}").head.standfirst == ""
