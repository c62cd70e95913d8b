"""edition.toml: what it may state, and how it is refused."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.edition import (
    ContactSettings,
    CoverSettings,
    PageSettings,
    PressSettings,
    Settings,
    parse_settings,
)
from pamphlet.errors import PamphletError

SAMPLE = Path(__file__).parents[2] / "sources/edition.toml"


def parse(text: str) -> Settings:
    """The settings that a text states."""
    return parse_settings(text, "edition.toml")


def refuse(text: str) -> PamphletError:
    """The error that a text is refused with."""
    with pytest.raises(PamphletError) as refused:
        parse(text)
    assert refused.value.where == "edition.toml"
    return refused.value


def test_an_empty_file_leaves_everything_to_the_statements() -> None:
    """Only the style, the page and the press have values of their own."""
    assert parse("") == Settings()
    assert (Settings().page.size, Settings().press.layout, Settings().press.duplex) == ("A5", "booklet", "short")


def test_every_table_is_read() -> None:
    """Words, lists, tables."""
    settings = parse(
        'title = "Whose quay?"\nstatements = ["a.md"]\n'
        '[cover]\nkicker = "Papers"\nimage = "a.png"\nalternative = "A boat"\n'
        '[contact]\nname = "Harbour Tenants"\nweb = ["harbour.example"]\nmail = "a@quay.example"\npost = ["1 Quay"]\n'
        '[page]\nsize = "a6"\n[press]\nsheet = "letter"\nduplex = "long"\npaper_thickness_mm = 0'
    )
    assert settings.title == "Whose quay?"
    assert settings.statements == ("a.md",)
    assert settings.cover == CoverSettings("Papers", "a.png", "A boat")
    assert settings.contact == ContactSettings(
        name="Harbour Tenants", web=("harbour.example",), mail="a@quay.example", post=("1 Quay",)
    )
    assert settings.page == PageSettings("A6")
    assert settings.press == PressSettings(sheet="Letter", duplex="long", paper_thickness_mm=0)


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2031-05-03", "2031-05-03"),
        ('"2031-05-03"', "2031-05-03"),
        ('"2031-05"', "2031-05"),
        ('"2031"', "2031"),
        ("2031-05-03T10:00:00Z", "2031-05-03"),
        ("2031-05-03 10:00:00", "2031-05-03"),
    ],
)
def test_a_date_is_a_day_a_month_or_a_year(stated: str, date: str) -> None:
    """With quotation marks or, for a day, without."""
    assert parse(f"date = {stated}").date == date


@pytest.mark.parametrize("stated", ['web = ""', 'mail = ["", " "]', "telephone = []", 'text = ""'])
def test_a_contact_left_empty_is_not_stated(stated: str) -> None:
    """As in the sample, for people to fill in."""
    assert parse(f"[contact]\n{stated}").title == ""


@pytest.mark.parametrize(
    ("text", "line", "what", "advice"),
    [
        ('a = 1\ntitle = "x"', 1, "`a` is no key of an edition", "the keys are title"),
        ('\ntitel = "a"', 2, "`titel` is no key of an edition", "did you mean `title`?"),
        ('"titel" = "a"', 1, "`titel` is no key of an edition", "did you mean `title`?"),
        ('[cover]\nkicker = "a"\nimg = "a"', 3, "`img` is no key of [cover]", "did you mean `image`?"),
        ("title = 3", 1, "`title` is a number", "it wants text in quotes"),
        ("title = true", 1, "`title` is true or false", "it wants text in quotes"),
        ('title = ["a"]', 1, "`title` is a list in [ ]", "it wants text in quotes"),
        ('statements = "a.md"', 1, "`statements` is text in quotes", "it wants a list in [ ]"),
        ("statements = [\n  1\n]", 1, "an entry of `statements` is a number", "it wants text in quotes"),
        ('cover = "a.png"', 1, "`cover` is text in quotes", "it wants a table: write [cover] on a line of its own"),
        ('publisher = "a"\ntitle = “a”', 2, "not valid TOML", 'write " in place of “'),
        ("[contact]\npost = [„a“]", 2, "not valid TOML", 'write " in place of „'),
        ("date = 1 May 2026", 1, "not valid TOML", "write a day as 2026-05-01"),
        ("date = 2026-5-1", 1, "not valid TOML", "write a day as 2026-05-01"),
        ('title: "a"', 1, "not valid TOML", "write = in place of the colon"),
        ("title = 'Maureen's bus'", 1, "not valid TOML", 'between two "'),
        ('title = "The "42" bus"', 1, "not valid TOML", "inside of the words as “ and ”"),
        ('imprint = "a"', 1, "`imprint` is no key of an edition", "did you mean `printed_by` below [matter]"),
        ('logo = "a.png"', 1, "`logo` is no key of an edition", "did you mean `image` below [cover]?"),
        ('V.i.S.d.P. = "A"', 1, "not valid TOML", "one `key = value` a line"),
        ('visdp = "A"', 1, "`visdp` is no key of an edition", "did you mean `printed_by` below [matter]?"),
        ('[contact]\niban = "DE"', 2, "`iban` is no key of [contact]", 'as a line of `text = ["…"]`'),
        ('[contact]\nphone = "1"', 2, "`phone` is no key of [contact]", "did you mean `telephone`?"),
        ('title = "Our', 1, "not valid TOML (the words have no end)", 'write " behind the last of them'),
        ('title = "Our\nslug = "a"', 1, "not valid TOML (the words have no end)", 'write " behind the last of them'),
        ('ISBN = "1"', 1, "`ISBN` is no key of an edition", "did you mean `identifier`?"),
        ("[limits]\nseconds = 5", 2, "`seconds` is no key of [limits]", "the keys are statements"),
        ('[press]\nsize = "A5"', 2, "`size` is no key of [press]", "write it below a line that says [page]"),
        ('size = "A5"', 1, "`size` is no key of an edition", "write it below a line that says [page]"),
        ("[contact]\nweb = 3", 2, "`contact.web` is a number", "text in quotes or a list of them"),
        ("[contact]\npost = 1", 2, "`contact.post` is a number", "text in quotes or a list of them"),
        ('[press]\nduplex = "side"', 2, "`press.duplex` is “side”", "choose one of short, long, hand"),
        ('[press]\nstyle = "modern"', 2, "`style` is no key of [press]", "above the first line in square brackets"),
        ('[press]\nflip = "long"', 2, "`flip` is no key of [press]", "it is called `duplex` now"),
        ('[press]\npaper_thickness_mm = "0.1"', 2, "`press.paper_thickness_mm` is text in quotes", "it wants a number"),
        ("[press]\npaper_thickness_mm = 2", 2, "`paper_thickness_mm` is out of range", "office paper"),
        ("[press]\npaper_thickness_mm = nan", 2, "`paper_thickness_mm` is out of range", "office paper"),
        ("date = 2031", 1, "`date` is a number", "it wants text in quotes"),
        ('date = "3 May"', 1, "`date` is “3 May”", "2026-11-21"),
        ('date = "2031-02-30"', 1, "`date` is “2031-02-30”", "2026-11-21"),
        ("date = 10:00:00", 1, "`date` is a time", "it wants text in quotes"),
        ("[limits]\nstatements = 1e9", 2, "`limits.statements` is no whole number", "it wants a whole number"),
        ("[limits]\nnotes = inf", 2, "`limits.notes` is no whole number", "it wants a whole number"),
        ("[limits]\nblocks = 2031-05-01", 2, "`limits.blocks` is a date", "it wants a whole number"),
        ("limits = 3", 1, "`limits` is a number", "it wants a table"),
        ("[page]\npages = true", 2, "`page.pages` is true or false", "it wants a whole number"),
        ("[page]\nragged = 1", 2, "`page.ragged` is a number", "it wants true or false"),
        ('[series]\nname = "a"\nposition = nan', 3, "`position` is over 1000000", "count the pamphlets"),
        ('[series]\nname = "a"\nposition = -1e400', 3, "`position` is over 1000000", "count the pamphlets"),
        ("[series]\nposition = true", 2, "`series.position` is true or false", "it wants a number or text in quotes"),
        ('[[restore.pin]]\nfile = "a.md"\ntext = "x"', 1, "`restore.pin` lacks `line`", "add `line = …`"),
        (
            '[[restore.pin]]\nfile = "a.md"\nline = 1.5\ntext = "x"',
            3,
            "`restore.pin.line` is no whole number",
            "it wants a whole number",
        ),
        ('slug = "Whose Quay"', 1, "`slug` is “Whose Quay”", "small letters"),
        ('slug = "../quay"', 1, "`slug` is “../quay”", "small letters"),
        ('language = "English"', 1, "`language` is “English”", "write a code"),
        ('statements = ["a.md", "a.md"]', 1, "“a.md” is listed twice", "take one of them out"),
        ('[cover]\nimage = "a.png"', 2, "no words for it", "add `alternative`"),
        ('[page]\nsize = "A9"', 2, "no page is called “A9”", "choose one of A3"),
        ('[press]\nsheet = "A9"', 2, "no sheet is called “A9”", "choose one of A3"),
        ('title = "a\\u0007"', 1, "`title` holds the character U+0007", "take it out"),
        ('\n[contact]\npost = ["a", "b\\u0000"]', 3, "`contact.post` holds the character U+0000", "take it out"),
        ('[contact]\nweb = "javascript:alert(1)"', 2, "`web` is “javascript:alert(1)”", "https://"),
        ('[contact]\nweb = "print@harbour.example"', 2, "`web` is “print@harbour.example”", "https://"),
        ('[contact]\nmail = "harbour.example"', 2, "`mail` is “harbour.example”", "print@harbour.example"),
        ('[contact]\ntelephone = "01632 960147 (days)"', 2, "`telephone` is “01632", "the number alone"),
        ('title = "a"\nx\n', 2, "not valid TOML", "put text in quotes"),
        ('title = "a"\ntitle = "b"\n\n', 2, "not valid TOML (cannot overwrite a value", "put text in quotes"),
        (f"title = {'[' * 1200}", 1, "not valid TOML (nested too deep)", "put text in quotes"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_what_to_do(text: str, line: int, what: str, advice: str) -> None:
    """In the user's words, not in a program's."""
    error = refuse(text)
    assert what in error.what
    assert advice in error.advice
    assert error.line == line


def test_the_sample_edition_is_right() -> None:
    """People copy it."""
    assert parse_settings(SAMPLE.read_text(encoding="utf-8"), "edition.toml").title


KEYS = st.sampled_from([*Settings.__struct_fields__, "[cover]", "[contact]", "[press]", "image", "web", "duplex", "x"])
VALUES = st.sampled_from(['"a"', "1", "[]", '["a"]', "{}", "true", "2031-05-03", "10:00:00", "1.5", '"', "[{a = 1}]"])


@given(st.text(max_size=80) | st.lists(st.tuples(KEYS, VALUES).map(" = ".join) | KEYS, max_size=4).map("\n".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but an error for the user is ever raised."""
    with suppress(PamphletError):
        parse(text)
