"""What stands in braces behind words and pictures: a language, an expansion, or that one only decorates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from lxml.html import HtmlElement

from pamphlet.errors import PamphletError
from pamphlet.model import Block, LanguageSpan, Paragraph
from pamphlet.model.matter import LANGUAGE_TAG
from pamphlet.model.walk import Run, map_runs, plain_text
from pamphlet.patterns import Pattern

# As pandoc has them: `[mots]{lang=fr}`, and a passage between `::: {lang=fr}` and `:::`.
LANGUAGE: Final = Pattern(rf'\{{lang="?(?P<tag>{LANGUAGE_TAG.pattern})"?\}}')
ABBREVIATION: Final = Pattern(r'\{abbr="(?P<expansion>[^"{}\n]*\w[^"{}\n]*)"\}')
DECORATIVE: Final = "{decorative}"
OPENING: Final = Pattern(rf"\s*:::+\s*{LANGUAGE.pattern}\s*")
CLOSING: Final = Pattern(r"\s*:::+\s*")
LOOSE_LANGUAGE: Final = Pattern(r"\{lang=[^{}\n]*\}")
LOOSE_ABBREVIATION: Final = Pattern(r"\{abbr=[^{}\n]*\}")
LOOSE_ATTRIBUTES: Final = Pattern(r"\{[^{}\n]*\}")


def refuse_loose_attributes(root: HtmlElement, text: str, name: str) -> None:
    """Refuse a picture without words, and attributes that belong to nothing; the line counts from the text's first."""
    for image in root.iter("img"):
        loose = LOOSE_ATTRIBUTES.match(image.tail or "")
        source = image.get("src", "")
        if loose:
            advice = "write {decorative} if it says nothing, and nothing else"
            raise _refused(f"a picture has no {loose[0]}", advice, re.escape(loose[0]), text, name)
        if not image.get("alt", "").strip() and image.get("role") != "presentation":
            advice = f"write ![what it shows]({source}), or ![]({source}){DECORATIVE} if it says nothing"
            bare = rf"!\[\s*\]\(\s*<?{re.escape(source)}|!\[\s*\]"
            raise _refused(f"the picture {source} has no words for those who cannot see it", advice, bare, text, name)
        if image.get("title") and _stands_among_words(image):
            what = f"the picture {source} stands among words and has a caption"
            advice = "give it a paragraph of its own, or take the words in quotation marks away"
            raise _refused(what, advice, re.escape(source), text, name)
    for words in _words(root):
        if loose := LOOSE_LANGUAGE.search(words):
            advice = "write [mots]{lang=fr}, with a code of letters, or ::: {lang=fr} on a line of its own"
            raise _refused(f"{loose[0]} says the language of nothing", advice, re.escape(loose[0]), text, name)
        if loose := LOOSE_ABBREVIATION.search(words):
            advice = 'write [NHS]{abbr="National Health Service"}'
            raise _refused(f"{loose[0]} stands for nothing", advice, re.escape(loose[0]), text, name)


def _stands_among_words(image: HtmlElement) -> bool:
    paragraph = next(image.iterancestors("p"), None)
    return paragraph is None or bool(paragraph.text_content().strip())


def _words(root: HtmlElement) -> Iterator[str]:
    """The texts of a tree outside code, but for the lines that open a passage."""
    for element in root.iter():
        if element.tag not in {"code", "pre"} and not OPENING.fullmatch(element.text or ""):
            yield element.text or ""
        yield element.tail or ""


def _refused(what: str, advice: str, place: str, text: str, name: str) -> PamphletError:
    found = re.search(place, text, re.MULTILINE)
    return PamphletError(what, advice=advice, where=name, line=_line_of(found.start() if found else 0, text))


def _line_of(place: int, text: str) -> int:
    return text.count("\n", 0, place) + 1


def read_passages(blocks: tuple[Block, ...], text: str, name: str) -> tuple[Block, ...]:
    """The blocks with every run of a passage in its language, and without the lines that bound it."""
    return tuple(_read_passages(blocks, text, name))


def _read_passages(blocks: tuple[Block, ...], text: str, name: str) -> Iterator[Block]:
    language = ""
    for block in blocks:
        line = plain_text(block.content) if isinstance(block, Paragraph) else ""
        opening = OPENING.fullmatch(line)
        if opening and not language:
            language = opening["tag"]
        elif opening:
            break
        elif language and CLOSING.fullmatch(line):
            language = ""
        else:
            yield from map_runs((block,), partial(_speak, language=language)) if language else (block,)
    if language:
        bounds = rf"^:::+\s*\{{lang=\"?{language}"
        raise _refused("a passage does not end", "write ::: on a line of its own below it", bounds, text, name)


def _speak(run: Run, language: str) -> Run:
    return (LanguageSpan(language, run),) if run and language else run
