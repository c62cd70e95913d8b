"""How each page of a document begins that is being laid out: noted, so that the layout can be taken up there again.

Written against the insides of WeasyPrint 70.0:
https://github.com/Kozea/WeasyPrint/blob/v70.0/weasyprint/layout/page.py
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from msgspec import Struct, field

from pamphlet.renderers.pdf.lineplans import LinePlan, PlannedLine
from pamphlet.renderers.pdf.lines import BLOCK
from pamphlet.renderers.pdf.starting import KNOWN_VERSION

# isort: split
import weasyprint
import weasyprint.document
import weasyprint.layout.page
from weasyprint.formatting_structure.boxes import LineBox

PLANS: Final = "plans"
"""The attribute of a box of lines that has its plans, by the measure and indent (CSS pixels) that they are made for."""
CURRENT: Final = "current"
"""Among them, the plan of the lines that are being laid out, which may go on overleaf."""


class Halfway(NamedTuple):
    """A paragraph that goes on overleaf: its box, its plan, and the lines that it was to have."""

    box: Any
    plan: LinePlan | None
    lines: tuple[PlannedLine, ...]

    def restore(self) -> None:
        """Have it go on with these lines."""
        self.box.__dict__.setdefault(PLANS, {})[CURRENT] = self.plan
        if self.plan:
            self.plan.go_on_with(self.lines)


class Beginning(Struct):
    """How a page begins: the notes that are yet to be placed, and those from the page before, with what goes on there.

    `blocks` are those of which the page has seen a line, whether it stands there or not.
    """

    notes: tuple[Any, ...]
    reported: tuple[Any, ...]
    halfway: tuple[Halfway, ...]
    is_plain: bool
    blocks: set[int] = field(default_factory=set)

    def is_like(self, other: Beginning) -> bool:
        """Whether a page that begins so is the same."""
        return (self.notes, self.reported, self.halfway) == (other.notes, other.reported, other.halfway)


class Made(Struct, frozen=True):
    """What a layout leaves behind beside its document: the parsed source, its boxes before layout, and the context."""

    html: Any
    root_box: Any
    context: Any

    @property
    def beginnings(self) -> list[Beginning]:
        """How each page begins."""
        return [self.context.beginnings[index] for index in range(len(self.context.page_maker) - 1)]


def made_of(document: Any) -> Made | None:  # noqa: ANN401 - weasyprint has no types
    """What a document was made of, if it is known."""
    html = document._html  # noqa: SLF001 - the library hands it to nobody
    made: Made | None = document.__dict__.get("made")
    if made is None and "laid_out" in html.__dict__:
        made = Made(html, *html.laid_out)
    return made


class _Finder:
    """Finds pictures for a context that it does not hold.

    The library’s own holds it, and it that, so that neither would go with its document, but only when Python looks:
    https://github.com/Kozea/WeasyPrint/blob/v70.0/weasyprint/layout/__init__.py#L234
    """

    def __init__(self, find: Callable[..., Any], context: Any) -> None:  # noqa: ANN401 - as above
        self.find, self._context = find, weakref.ref(context)

    def __call__(self, *asked: Any, **options: Any) -> Any:  # noqa: ANN401 - as above
        return self.find(*asked, **{"context": self._context(), **options})


def untie(context: Any) -> None:  # noqa: ANN401 - as above
    """Let a context go with its document; also one that is a copy of another, for which it found pictures until now."""
    told = context.get_image_from_uri
    if isinstance(told, partial):
        options = {name: value for name, value in told.keywords.items() if name != "context"}
        context.get_image_from_uri = _Finder(partial(told.func, *told.args, **options), context)
    else:
        context.get_image_from_uri = _Finder(told.find, context)


def note_block(context: Any, element: Any) -> None:  # noqa: ANN401 - as above
    """Note that the page that is being laid out has seen lines of a block."""
    beginning = context.__dict__.get("beginnings", {}).get(context.current_page - 1)
    if beginning is not None and element is not None and (number := element.get(BLOCK)):
        beginning.blocks.add(int(number))


def _note_what_is_made(lay_out: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    def layout_document(html: Any, root_box: Any, context: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
        untie(context)
        html.laid_out = root_box, context
        return lay_out(html, root_box, context)

    return layout_document


def _note_beginnings(remake: Callable[..., Any]) -> Callable[..., Any]:
    def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:  # noqa: ANN401 - as above
        begun = context.__dict__.setdefault("beginnings", {})
        resume_at = context.page_maker[index][0]
        begun[index] = Beginning(
            tuple(context.footnotes),
            tuple(context.reported_footnotes),
            tuple(halfway_at(root_box, resume_at)),
            not context.broken_out_of_flow and not any(context.running_elements.values()),
        )
        return remake(index, context, root_box, html)

    return remake_page


def halfway_at(box: Any, resume_at: Mapping[int, Any] | None) -> Iterator[Halfway]:  # noqa: ANN401 - as above
    """The paragraphs within which a page begins."""
    for index, inner in (resume_at or {}).items():
        if type(box) is LineBox:
            plan = box.__dict__.get(PLANS, {}).get(CURRENT)
            yield Halfway(box, plan, tuple(plan.lines) if plan else ())
            return
        if index < len(getattr(box, "children", ())):
            yield from halfway_at(box.children[index], inner)


if weasyprint.__version__ == KNOWN_VERSION:
    weasyprint.document.layout_document = _note_what_is_made(weasyprint.document.layout_document)
    weasyprint.layout.page.remake_page = _note_beginnings(weasyprint.layout.page.remake_page)
