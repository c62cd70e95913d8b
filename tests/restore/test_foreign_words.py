"""Words in another language are mended by the rules of theirs."""

from __future__ import annotations

import pytest

from pamphlet.model import Block, Code, Emphasis, LanguageSpan, Paragraph, Text
from pamphlet.restore.foreign import change_by_language
from pamphlet.statements import SourceFile, restore_statement


def restored(text: str) -> tuple[Block, ...]:
    """The blocks of an English statement."""
    source = f"---\ntitle: Water\nlanguage: en\n---\n\n{text}\n".encode()
    return restore_statement(SourceFile("water.md", "water.md", source)).statement.blocks


@pytest.mark.parametrize(
    ("written", "language", "printed"),
    [
        # How does each language mark what is said?
        ('dit "libre"', "fr", "dit «\u202flibre\u202f»"),
        ('das "Tor"', "de", "das „Tor“"),
        ('so "free"', "en-GB", "so “free”"),
        ("quoi?", "fr", "quoi\u202f?"),
    ],
)
def test_marks_are_those_of_the_language(written: str, language: str, printed: str) -> None:
    """Also in the midst of another, whose own marks stand around."""
    span = LanguageSpan(language, (Text(printed),))
    paragraph = Paragraph((Text("They say “"), span, Text("” here.")))
    assert restored(f'They say "[{written}]{{lang={language}}}" here.') == (paragraph,)


def test_a_passage_is_mended_by_its_language() -> None:
    """Block by block."""
    (paragraph,) = restored('::: {lang=de}\n\nDas "Tor".\n\n:::')
    assert paragraph == Paragraph((LanguageSpan("de", (Text("Das „Tor“."),)),))


def test_each_language_is_changed_apart() -> None:
    """However deep it stands, and code that looks like it stays."""
    inner = LanguageSpan("de", (Text("b"),))
    run = (Text("a"), Emphasis((LanguageSpan("fr", (Text("c"), inner)),)), Code("c"))
    seen: list[str] = []

    def note(run: tuple[object, ...], language: str) -> tuple[object, ...]:
        seen.append(language)
        return run

    assert change_by_language(run, "en", note) == run  # type: ignore[arg-type]
    assert seen == ["en", "fr", "de"]
