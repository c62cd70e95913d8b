"""The boxes of laid-out pages → their lines of text: where each stands, what it says, and how wide its spaces are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

BLOCK: Final = "data-block"
"""The attribute that numbers a block of text, from 1, in the order of the document."""
WITHIN: Final = "data-within"
"""The attribute of a block that names the tag of what it stands in."""
WHOLE: Final = "data-whole"
"""The attribute of a block of which no word is to be cut."""
LENGTH: Final = "data-lines"
"""The attribute of a block that is to have so many lines."""
EARLY: Final = "data-early"
"""The attribute of a block within which a page is to end so many lines before it must."""
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCK_TAGS: Final = HEADINGS | {"p", "li", "figcaption", "td", "th"}
PT_PER_PX: Final = 0.75
NO_BREAK: Final = "\u00a0"


class Piece(NamedTuple):
    """A stretch of a line in one style: its natural width, its language, and whether its words may be hyphenated.

    The mark that calls a note, and a picture, is a piece without text.
    """

    text: str
    width_pt: float
    language: str
    hyphenated: bool


class SetLine(Struct, frozen=True):
    """One line of a block; points from the page's upper left corner.

    `edge_pt` is where its block ends on the right, `space_pt` what is added to each word space of the font, and
    `hyphen` what cuts words; `ends` says that the block ends with this line, `justified` that all others are as wide
    as the block. `within` is the tag of what the block stands in.
    """

    page: int
    block: int
    tag: str
    top_pt: float
    baseline_pt: float
    left_pt: float
    width_pt: float
    edge_pt: float
    size_pt: float
    pieces: tuple[Piece, ...]
    space_pt: float
    justified: bool
    hyphen: str
    ends: bool = False
    within: str = ""

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def hyphenated(self) -> bool:
        """Whether the line ends with a hyphen, the setter's or the text's own."""
        return self.text.endswith((self.hyphen, "-"))

    @property
    def words(self) -> int:
        """How many words, or pieces of them, stand on the line."""
        return len(self.text.replace("\u200b", "").split())

    @property
    def natural_pt(self) -> float:
        """How wide the line would be without justification."""
        return self.width_pt - count_spaces(self.text) * self.space_pt


class SetPage(Struct, frozen=True):
    """A page: its number from 1, its kind of matter ("" if it is blank), head and foot of its text, and its lines.

    A statement may open on it; it is `noted` if notes stand at its foot. `ends_pt` is where the last thing on it ends,
    and `held` says that pictures or tables stand there.
    """

    number: int
    kind: str
    head_pt: float
    foot_pt: float
    lines: tuple[SetLine, ...]
    opens: bool = False
    noted: bool = False
    ends_pt: float = 0.0
    held: bool = False


def count_spaces(text: str) -> int:
    """How many spaces of a text justification makes wider."""
    return text.count(" ") + text.count(NO_BREAK)


class Touches(NamedTuple):
    """What is to be otherwise in another layout, by the numbers of blocks.

    Of those in `whole` no word is cut; those in `lengths` have so many lines. A page ends before each of `opens`, and
    within those in `early` so many lines before it must. Those in `whiter` have so many lines more of white above.
    """

    whole: frozenset[int] = frozenset()
    lengths: Mapping[int, int] = MappingProxyType({})
    early: Mapping[int, int] = MappingProxyType({})
    opens: frozenset[int] = frozenset()
    whiter: Mapping[int, int] = MappingProxyType({})

    def __or__(self, other: Touches) -> Touches:
        """Both; where they differ, the other's."""
        return Touches(
            self.whole | other.whole,
            {**self.lengths, **other.lengths},
            {**self.early, **other.early},
            self.opens | other.opens,
            {**self.whiter, **other.whiter},
        )

    @property
    def numbers(self) -> frozenset[int]:
        """The blocks that are touched."""
        return self.whole.union(self.lengths, self.early, self.opens, self.whiter)


UNTOUCHED: Final = Touches()


def number_blocks(root: Any, touches: Touches = UNTOUCHED) -> None:  # noqa: ANN401 - an element of the tree that weasyprint parses
    """Give every block of text its number, so that it is known again in another layout; touch some."""
    for parent in root.iter():
        for child in parent:
            if child.tag in BLOCK_TAGS:
                child.set(WITHIN, parent.tag)
    touched = touches.numbers
    blocks = (element for element in root.iter() if element.tag in BLOCK_TAGS)
    for number, element in enumerate(blocks, start=1):
        element.set(BLOCK, str(number))
        if number in touched:
            for name, value in attributes_of(number, touches).items():
                element.set(name, value)
            if declarations := declarations_of(number, touches):
                element.set("style", "; ".join(filter(None, (element.get("style"), declarations))))


def attributes_of(block: int, touches: Touches) -> dict[str, str]:
    """What the element of a touched block has to say so."""
    found = {WHOLE: WHOLE} if block in touches.whole else {}
    for name, numbers in ((LENGTH, touches.lengths), (EARLY, touches.early)):
        if block in numbers:
            found[name] = str(numbers[block])
    return found


def declarations_of(block: int, touches: Touches) -> str:
    """What the style of a touched block declares, too."""
    declared = ["break-before: page"] if block in touches.opens else []
    if block in touches.whiter:
        declared.append(f"padding-top: calc({touches.whiter[block]} * var(--leading))")
    return "; ".join(declared)


def read_pages(document: Any, known: Mapping[int, SetPage] = MappingProxyType({})) -> tuple[SetPage, ...]:  # noqa: ANN401 - weasyprint has no types
    """Every page of a weasyprint document in order; `known` are those of boxes that were read, by their identity."""
    boxes = [page._page_box for page in document.pages]  # noqa: SLF001 - the one way to the boxes
    pages = [known.get(id(box)) or _read_page(number, box) for number, box in enumerate(boxes, start=1)]
    last = {line.block: (page.number, line.top_pt) for page in pages for line in page.lines}
    return tuple(
        replace(page, lines=tuple(_ended(line, last[line.block] == (page.number, line.top_pt)) for line in page.lines))
        for page in pages
    )


def _ended(line: SetLine, ends: bool) -> SetLine:  # noqa: FBT001 - the one thing that it says
    return line if line.ends == ends else replace(line, ends=ends)


def _read_page(number: int, box: Any) -> SetPage:  # noqa: ANN401 - as above
    flow = [child for child in box.children if type(child).__name__ == "BlockBox"]
    lines = tuple(line for child in flow for line in _lines(child, number))
    head = box.content_box_y() * PT_PER_PX
    kind = "" if box.page_type.blank else box.page_type.name
    foot = head + box.height * PT_PER_PX
    noted = any(type(child).__name__ == "FootnoteAreaBox" and child.children for child in box.children)
    ends = foot if noted else max((_end(child) * PT_PER_PX for child in flow), default=head)
    held = any(map(_is_held, flow))
    return SetPage(number, kind, head, foot, lines, any(map(_is_titled, flow)), noted, ends, held)


def _end(box: Any) -> float:  # noqa: ANN401 - as above
    """Where the last line, picture or table in a box ends, in CSS pixels."""
    if type(box).__name__ == "BlockBox" and box.children:
        return _end(box.children[-1])
    end: float = box.position_y + box.height
    return end


def _is_held(box: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a picture or a table stands in a block."""
    if type(box).__name__ == "BlockBox":
        return any(map(_is_held, box.children))
    return type(box).__name__ != "LineBox"


def _is_titled(box: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a title stands in a block; its words may stand in blocks of their own."""
    if type(box).__name__ != "BlockBox":
        return False
    return box.element_tag == "h1" or any(map(_is_titled, box.children))


def _lines(box: Any, page: int, edge: float = 0.0, heading: Any = None) -> Iterator[SetLine]:  # noqa: ANN401 - as above
    """The lines inside a box; a style may set each line of a heading as a block of its own."""
    element = getattr(box, "element", None)
    if type(box).__name__ == "LineBox":
        block = heading if heading is not None else element
        texts = list(_texts(box))
        if block is not None and block.get(BLOCK) and any(getattr(text, "text", "").strip() for text in texts):
            yield _line(box, block, texts, page, edge)
            return
    inside = box.content_box_x() + box.width if type(box).__name__ == "BlockBox" else edge
    heading = element if element is not None and element.tag in HEADINGS else heading
    for child in getattr(box, "children", ()):
        yield from _lines(child, page, inside, heading)


def _line(box: Any, block: Any, texts: list[Any], page: int, edge: float) -> SetLine:  # noqa: ANN401 - as above
    right = max(text.position_x + text.width for text in texts)
    left = min(text.position_x for text in texts)
    space = max((text.justification_spacing for text in texts if type(text).__name__ == "TextBox"), default=0.0)
    tightened = box.style["word_spacing"] if space > 0 else 0.0
    return SetLine(
        page=page,
        block=int(block.get(BLOCK)),
        tag=block.tag,
        top_pt=box.position_y * PT_PER_PX,
        baseline_pt=(box.position_y + box.baseline) * PT_PER_PX,
        left_pt=left * PT_PER_PX,
        width_pt=(right - left) * PT_PER_PX,
        edge_pt=edge * PT_PER_PX,
        size_pt=box.style["font_size"] * PT_PER_PX,
        pieces=tuple(_piece(text, space) for text in texts),
        space_pt=(space + tightened) * PT_PER_PX,
        hyphen=box.style["hyphenate_character"],
        justified=box.style["text_align_all"] == "justify",
        within=box.element.get(WITHIN, ""),
    )


def _piece(box: Any, space_px: float) -> Piece:  # noqa: ANN401 - as above
    style = box.style
    if type(box).__name__ != "TextBox":
        return Piece("", box.width * PT_PER_PX, "", False)
    stretched = count_spaces(box.text) * space_px
    return Piece(box.text, (box.width - stretched) * PT_PER_PX, style["lang"] or "", style["hyphens"] == "auto")


def _texts(box: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    """The texts of a line that its block holds itself, its pictures, and the marks that call its notes."""
    for child in box.children:
        is_call = type(child).__name__ == "InlineBox" and "::footnote-call" in (child.element_tag or "")
        if is_call or type(child).__name__ == "InlineReplacedBox":
            yield child
        elif "::marker" in (child.element_tag or ""):
            continue
        elif type(child).__name__ == "TextBox":
            yield child
        elif hasattr(child, "children") and type(child).__name__ in {"LineBox", "InlineBox"}:
            yield from _texts(child)


def by_block(pages: Iterable[SetPage]) -> dict[int, tuple[SetLine, ...]]:
    """The lines of each block, by its number."""
    lines = sorted((line for page in pages for line in page.lines), key=lambda line: line.block)
    return {number: tuple(found) for number, found in groupby(lines, key=lambda line: line.block)}
