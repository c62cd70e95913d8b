"""Runs of inlines → Markdown in which every character means itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, assert_never

from pamphlet.model import (
    Abbreviation,
    Code,
    Emphasis,
    Inline,
    LanguageSpan,
    LineBreak,
    Link,
    NoteReference,
    PageBreak,
    Picture,
    Strong,
    Superscript,
    Text,
)

# What would be markup inside a line. An underscore inside a word is none; "<" and "&" only before what they open.
MARKUP: Final = re.compile(
    r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=\S)|&(?=#?\w+;)|\{(?=[#.\w-][^{}]*\})|\^(?=[^\W_]|[-+–−]\d)|~(?=\d+~)"
)
# What the reader takes for raised, between signs behind a letter or a figure.
RAISED: Final = re.compile(r"[^\W\d_]{1,5}|[-+–−]\d{1,3}")
# What would be markup at the head of a line, by the character to be written as its number (CommonMark 0.31, 4 and 5);
# bullets of every kind are mended when a source is read.
HEAD: Final = re.compile(
    r"(?P<character>#)(?=#{0,5}(?:\s|$)|#{1,5}\S|\S+ (?!#))|(?P<sign>[>|•▪●◦‣·])|(?P<bullet>[-+])(?=\s|$)"
    r"|(?P<rule>[-=~])(?=[-=~\s|:]*$)"
    r"|(?P<fence>~)(?=~~)|(?P<star>\\\*)(?=\s|(?:\s*\\\*)+$)|(?<=\d)(?P<point>[.)])(?=\)?(?:\s|$))"
)
NUMBER: Final = re.compile(r"\d+(?=[.)]\)?(?:\s|$))")
# Spaces that are no plain ones, at the ends of a line: whoever reads it strips them.
EDGES: Final = re.compile(r"^[^\S ]+|[^\S \n]+$")


def render_run(
    run: Iterable[Inline], name_note: Callable[[str], str] = str, *, veiled: bool = False, folder: str = ""
) -> str:
    """One or more lines. `name_note` gives a note's label in this text, `folder` is where the text's file lies.

    A veiled run has its first letter written by its number, so that nobody takes it for a byline or a contact.
    """
    text = _Writer(name_note, veiled=veiled, folder=folder).write(run)
    return "\n".join(map(shield_head, text.split("\n")))


def render_line(
    run: Iterable[Inline],
    name_note: Callable[[str], str] = str,
    *,
    veiled: bool = False,
    in_cell: bool = False,
    folder: str = "",
) -> str:
    """The run on one line, for a heading or a table's cell, where no line can end."""
    return re.sub(r"\s*\\\n\s*", " ", _Writer(name_note, veiled=veiled, in_cell=in_cell, folder=folder).write(run))


def shield_head(line: str) -> str:
    """A paragraph's line, whatever it begins with."""
    shielded = EDGES.sub(lambda edge: "".join(map(by_number, edge[0])), line)
    start = number.end() if (number := NUMBER.match(shielded)) else 0
    if opening := HEAD.match(shielded, start):
        return shielded[:start] + by_number(opening[0][-1]) + shielded[opening.end() :]
    return shielded


def by_number(character: str) -> str:
    """A character by its number, which nobody takes for markup; a hexadecimal one is no page's number either."""
    return f"&#x{ord(character):X};"


def escape(text: str) -> str:
    """Words in which nothing is markup, wherever in a line they stand."""
    return MARKUP.sub(lambda found: {"<": "&lt;", "&": "&amp;"}.get(found[0], f"\\{found[0]}"), text)


def render_picture(image: str, alternative: str, folder: str, caption: str = "") -> str:
    """A picture by its path from a folder, with its words and its caption."""
    source = posixpath.relpath(image, folder or ".")
    address = source if re.fullmatch(r"[\w./-]+", source) else f"<{source}>"
    title = re.sub(r'[\\"&()<>`\[\]*_]', lambda mark: by_number(mark[0]), caption)
    described = f'![{escape(alternative)}]({address} "{title}")' if title else f"![{escape(alternative)}]({address})"
    return described if alternative else f"{described}{{decorative}}"


class _Writer:
    """Writes one run; it remembers what it wrote last, for a mark of emphasis depends on its neighbours."""

    def __init__(self, name_note: Callable[[str], str], *, veiled: bool, folder: str, in_cell: bool = False) -> None:
        self._name_note, self._veiled, self._in_cell, self._folder = name_note, veiled, in_cell, folder

    def write(self, run: Iterable[Inline], *, before: str = "", after: str = "") -> str:
        nodes = [node for node in run if not isinstance(node, PageBreak)]
        text = ""
        for place, node in enumerate(nodes):
            following = _first_character(nodes[place + 1 :]) or after
            text += self._node(node, (before + text)[-1:], following)
        return text

    def _node(self, node: Inline, before: str, after: str) -> str:  # noqa: PLR0912 - one for each kind of node
        match node:
            case Text(text=text):
                # A bar in code parts no cells: Python-Markdown would keep the backslash there.
                return self._unveil(text).replace("|", r"\|") if self._in_cell else self._unveil(text)
            case Code(text=text):
                return _code(text)
            case Emphasis(content=content):
                return self._marked(content, "*", before, after)
            case Strong(content=content):
                return self._marked(content, "**", before, after)
            case Superscript(content=content):
                raised = self.write(content, before=before, after=after)
                alone = before.isalnum() and not (after.isalnum() or after == "_")
                return f"^{raised}^" if alone and RAISED.fullmatch(raised) else raised
            case Abbreviation(expansion=expansion, content=content):
                return f'[{self.write(content)}]{{abbr="{expansion}"}}'
            case LanguageSpan(language=language, content=content):
                return f"[{self.write(content)}]{{lang={language}}}"
            case Link(target=target, content=content):
                return self._link(target, content)
            case LineBreak():
                return "\\\n"
            case NoteReference(label=label):
                return f"[^{self._name_note(label)}]"
            case Picture(image=image, alternative=alternative):
                return render_picture(image, alternative, self._folder)
            case PageBreak():
                return ""
            case _:
                assert_never(node)

    def _unveil(self, text: str) -> str:
        if self._veiled and text.strip():
            self._veiled = False
            start = len(text) - len(text.lstrip())
            # With a zero, for a title above may begin with the same character by its number.
            return f"{text[:start]}&#x0{ord(text[start]):X};{escape(text[start + 1 :])}"
        return escape(text)

    def _marked(self, content: tuple[Inline, ...], mark: str, before: str, after: str) -> str:
        inside = self.write(content, before=mark, after=mark)
        # Stars beside stars would run together; underscores mark nothing inside a word.
        crowded = before == "*" or after == "*" or inside.startswith("*") or inside.endswith("*")
        apart = not (before.isalnum() or before == "_" or after.isalnum() or after == "_")
        chosen = mark.replace("*", "_") if crowded and apart and "_" not in (inside[:1], inside[-1:]) else mark
        return f"{chosen}{inside}{chosen}"

    def _link(self, target: str, content: tuple[Inline, ...]) -> str:
        if content == (Text(target),) and re.fullmatch(r"https?://[^\s<>\\`&]+", target):
            return f"<{target}>"
        address = re.sub(r"&(?=#?\w+;)", "&amp;", target.replace("\\", "\\\\").replace("`", "%60"))
        bare = not re.search(r"[()<>\"'\s]", address)
        return f"[{self.write(content)}]({address if bare else f'<{address}>'})"


def _first_character(nodes: Sequence[Inline]) -> str:
    """What the text of some nodes begins with, as a neighbour of emphasis sees it."""
    for node in nodes:
        match node:
            case Text(text=text) if text:
                return text[0]
            case Emphasis() | Strong():
                return "*"
            case Superscript(content=content):
                return _first_character(content)
            case Text() | PageBreak():
                continue
            case _:
                return "["
    return ""


def _code(text: str) -> str:
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
