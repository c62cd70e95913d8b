"""A style of one's own: copied, changed, pointed at, and refused in one sentence where something in it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.accent import contrast, on_screen, refusal
from pamphlet.errors import PamphletError
from pamphlet.pipeline import make_files, read_edition
from pamphlet.starter import write_style
from pamphlet.styles import load_style, style_names


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the modern style inside an edition's folder."""
    folder = tmp_path / "ours"
    write_style(folder, "modern")
    return folder


def refuse(own: Path) -> str:
    """The sentence that the style is refused with, from its own folder on."""
    with pytest.raises(PamphletError) as refused:
        load_style("./ours", beside=own.parent)
    return str(refused.value).replace(f"{own.parent}/", "")


@pytest.mark.parametrize("templates", [False, True])
@pytest.mark.parametrize("name", style_names())
def test_a_copy_is_the_style_that_it_was_copied_from(tmp_path: Path, name: str, *, templates: bool) -> None:
    """With the base's templates, which it has of itself, or with copies of them."""
    write_style(tmp_path / "ours", name, templates=templates)
    copied, original = load_style("./ours", beside=tmp_path), load_style(name)
    assert (copied.print_css, copied.epub_css, copied.facts) == (original.print_css, original.epub_css, original.facts)
    assert copied.templates == original.templates
    assert copied.fonts == original.fonts
    assert (tmp_path / "ours/print/imprint.html.jinja").is_file() == templates


def test_a_style_may_bring_its_own_font(own: Path) -> None:
    """From its folder fonts/, before any package is asked."""
    original = load_style("modern").fonts["FiraSans-Bold.ttf"]
    (own / "fonts").mkdir()
    (own / "fonts/FiraSans-Bold.ttf").write_bytes(load_style("modern").fonts["FiraSans-Regular.ttf"])
    assert load_style("./ours", beside=own.parent).fonts["FiraSans-Bold.ttf"] != original


TITLE = 'title_font = "FiraSans-Bold.ttf"\n'
NAMES_A_FILE = ": a sheet for the e-book names another file; take it out"
# How is a style refused in which this file holds this?
FAULTS = {
    "no style.toml": ("style.toml", None, ": the style has no style.toml; copy one with `pamphlet new --style`"),
    "torn TOML": ("style.toml", 'accent = "#000000\n', "/style.toml:1: not valid TOML (illegal character '\\n')"),
    "unknown key": ("style.toml", TITLE + 'colour = "red"', "/style.toml:2: `colour` is no key of a style; docs/sty"),
    "no title font": ("style.toml", 'accent = "black"\n', "/style.toml:1: `title_font` is lacking"),
    "words": ("style.toml", TITLE + '[page]\ntext_scale = "big"', "/style.toml:3: `text_scale` has a value of another"),
    "pale": ("style.toml", TITLE + 'accent = "#ffcc00"', "/style.toml:2: the accent “#ffcc00” is too pale for words"),
    "no such face": ("style.toml", 'title_font = "A.ttf"', "/style.toml:1: `title_font` is A.ttf, which no sheet of"),
    "no such font": (
        "print/x.css",
        "\n@font-face { src: url(fonts/Gone.otf) }",
        "/print/x.css:2: no font package holds",
    ),
    "an address": ("epub/x.css", "\np { background: url(https://spy.example/a) }", f"/epub/x.css:2{NAMES_A_FILE}"),
    "in disguise": ("epub/x.css", "p { background: u\\72l(https://spy.example) }", f"/epub/x.css:1{NAMES_A_FILE}"),
    "in a rule": ("epub/x.css", "@media print { p { cursor: url('//spy.example') } }", f"/epub/x.css:1{NAMES_A_FILE}"),
    "another sheet": ("epub/x.css", "@import 'https://spy.example/b.css';", f"/epub/x.css:1{NAMES_A_FILE}"),
    "an open brace": (
        "print/x.css",
        "\nh1 { color: red\np { color: blue }\n",
        "/print/x.css:2: the { of this rule is not",
    ),
    "a brace too many": ("print/x.css", "p { color: blue }\n}\n", "/print/x.css:2: this } closes nothing; take it out"),
    "a picture": ("print/x.css", "/* url(a)\n*/p { background: url('a.png') }", "/print/x.css:2: a sheet can show no"),
    "no such family": (
        "print/x.css",
        "/*\n*/ p { font-family: Helvetica, 'Pamphlet Grotesque' }",
        "/print/x.css:2: no font of the style is called “Helvetica”; name Pamphlet Grotesque, Pamphlet Sans, or",
    ),
    "no text": ("epub/x.css", b"\xff\xfe\x00p", "/epub/x.css: not UTF-8 text; save it as UTF-8"),
}


@pytest.mark.parametrize(("name", "content", "sentence"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_its_place(own: Path, name: str, content: str | bytes | None, sentence: str) -> None:
    """File, line, what is wrong, and what to do."""
    path = own / name
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert refuse(own).startswith(f"ours{sentence}")


def test_what_a_sheet_may_say_is_not_refused(own: Path) -> None:
    """Braces in comments and words, families in any case, with a generic one behind them."""
    (own / "print/x.css").write_text(
        "/* { */ p::before { content: '}' }\n@media print { p { font-family: pamphlet sans, serif } }\n",
        encoding="utf-8",
    )
    assert "pamphlet sans" in load_style("./ours", beside=own.parent).print_css


def test_a_file_that_is_no_font_is_refused(own: Path) -> None:
    """Before the setter sees it."""
    (own / "fonts").mkdir()
    (own / "fonts/FiraSans-Bold.ttf").write_bytes(b"no font at all")
    assert refuse(own).startswith("ours/fonts/FiraSans-Bold.ttf: no font that we can read")


def test_a_style_lies_inside_its_edition(own: Path) -> None:
    """So that nobody else's files are read, by a path or by a link."""
    with pytest.raises(PamphletError, match="lies outside the edition"):
        load_style("../elsewhere", beside=own)
    (own / "print/print.css").unlink()
    (own / "print/print.css").symlink_to("/etc/hostname")
    assert "ours/print/print.css: “print/print.css” lies outside" in refuse(own)


def test_an_unknown_style_comes_with_those_that_there_are() -> None:
    """And with how a folder is named."""
    with pytest.raises(PamphletError, match=r"no style is called “clasic”; choose one of .*classic.*“./clasic”"):
        load_style("clasic")


@pytest.mark.parametrize("name", style_names())
def test_the_accent_can_be_changed_and_can_be_black(name: str) -> None:
    """One colour for paper, and one drawn from it for screens."""
    assert load_style(name, accent="black").facts.accent == "#000000"
    assert "var(" not in load_style(name, accent="#00579C").epub_css
    assert on_screen("#00579c") in load_style(name, accent="#00579C").epub_css


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        ("black", ""),
        ("#8C1B13", ""),
        ("#767676", ""),
        ("#777777", "“#777777” is too pale for words: 4.5 to 1 against white paper, where 4.5 is the least"),
        ("red", "“red” is no colour"),
        ("#fff", "“#fff” is too pale for words: 1.0 to 1 against white paper, where 4.5 is the least"),
        ("#ff", "“#ff” is no colour"),
        ("#000000; } body { display: none", "“#000000; } body { display: none” is no colour"),
    ],
)
def test_an_accent_is_a_colour_that_words_can_be_read_in(stated: str, why: str) -> None:
    """4.5 to 1 against white paper, as WCAG asks of text; and nothing but a colour gets into the sheet."""
    assert refusal(stated) == why


def test_every_colour_finds_one_for_screens() -> None:
    """By 3 to 1 from the grounds of day and night, whatever it was."""
    for colour in ("#000000", "#ffffff", "#0000ff", "#00ff00", "#ff0000", "#123456", "#ffcc00"):
        assert all(contrast(on_screen(colour), ground) >= 3 for ground in ("#ffffff", "#f4ecd8", "#222222", "#000000"))


def test_a_style_that_is_not_there_is_told_with_the_line_that_names_it(tmp_path: Path) -> None:
    """That of edition.toml, whichever way it is named."""
    (tmp_path / "quay.md").write_text("# Quay\n\nThe lamp is dark.\n", encoding="utf-8")
    for name, fault in (("baroque", "no style is called"), ("./ours", "there is no folder"), ("../ours", "the style")):
        (tmp_path / "edition.toml").write_text(f'title = "Quay"\nstyle = "{name}"\n', encoding="utf-8")
        edition = read_edition([tmp_path], source_date_epoch=None)
        with pytest.raises(PamphletError) as refused:
            make_files(edition, ("epub",))
        assert str(refused.value).startswith(f"{tmp_path}/edition.toml:2: {fault}")
