"""Lets WeasyPrint end the lines of running text where total fit wants them to end, while it lays them out.

The library fills each line before it looks at the next, and tries several texts to fill one. Here the words of a
paragraph are measured once, its line ends are found by arithmetic, and each line is handed over as it is to be. What
stands in the place of the library's own functions is written against the insides of version 70.0:
https://github.com/Kozea/WeasyPrint/blob/v70.0/weasyprint/layout/inline.py
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from typing import Any, Final, NamedTuple

from pamphlet.renderers.pdf.beginnings import CURRENT, PLANS, note_block
from pamphlet.renderers.pdf.lineplans import LinePlan, PlannedLine, is_running, plan_lines
from pamphlet.renderers.pdf.lines import EARLY
from pamphlet.renderers.pdf.measuring import gauge_of
from pamphlet.renderers.pdf.paragraphs import FLAT
from pamphlet.renderers.pdf.plainlines import Asked, ask, set_plain, track
from pamphlet.renderers.pdf.starting import KNOWN_VERSION

# isort: split
import weasyprint.layout.block
import weasyprint.layout.inline as library
from weasyprint.text.line_break import strut

MOST_TRIES: Final = 3
"""So often is a paragraph broken anew for the page to end with a whole word."""
BOTTOM_SPACE: Final = 4
"""Among the last arguments of `_linebox_layout` (weasyprint/layout/block.py): what is kept free at the foot."""


class _Turn(NamedTuple):
    """A line that is being laid out, and the plan that it is of."""

    plan: LinePlan
    line: PlannedLine


_turns: list[_Turn | None] = []
"""What is being laid out; a box of lines may stand within another's."""


def _set_line(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    """Lay out the next line: ours where there is one, else as the library does."""

    def set_line(context: Any, line_box: Any, *rest: Any) -> tuple[Any, Any]:  # noqa: ANN401 - weasyprint has no types
        _, _, skip_stack, containing_block, *_ = rest
        turn = None if context.excluded_shapes else _turn_of(line_box, skip_stack, containing_block, *rest[-2:])
        _turns.append(turn)
        try:
            plain = set_plain(context, line_box, rest, turn.line) if turn else None
            line, resume_at = plain or lay_out(context, line_box, *rest)
        finally:
            _turns.pop()
        if turn and line:
            line.set_as = turn
            _tighten(context, line, containing_block, turn.plan)
        return line, resume_at

    return set_line


def _turn_of(
    line_box: Any,  # noqa: ANN401 - as above
    skip_stack: Any,  # noqa: ANN401 - as above
    containing_block: Any,  # noqa: ANN401 - as above
    first_letter_style: Any,  # noqa: ANN401 - as above
    first_line_style: Any,  # noqa: ANN401 - as above
) -> _Turn | None:
    """The line that begins at this place of a box, if its lines are ours: a box is planned when its first line is."""
    if first_letter_style or not is_running(line_box):
        return None
    plans = line_box.__dict__.setdefault(PLANS, {})
    if skip_stack is None:
        key = containing_block.width, line_box.text_indent, bool(first_line_style)
        if key not in plans:
            plans[key] = plan_lines(line_box, containing_block, first_line_style)
        plans[CURRENT] = plans[key]
        if plans[key]:
            plans[key].begin()
    plan: LinePlan | None = plans.get(CURRENT)
    line = plan and plan.line_at(_place_of(line_box, skip_stack))
    return _Turn(plan, line) if plan and line else None


def _place_of(box: Any, skip_stack: Any) -> int:  # noqa: ANN401 - as above
    """Where in its paragraph a line begins that begins there in its box."""
    index, inner = next(iter(skip_stack.items())) if skip_stack else (0, None)
    if FLAT not in box.__dict__:
        return _place_of(box.children[index], inner)
    start: int = box.__dict__[FLAT]
    return start + len(box.text.encode()[:index].decode()) if index else start


def _tighten(context: Any, line: Any, containing_block: Any, plan: LinePlan) -> None:  # noqa: ANN401 - as above
    """Make word spaces a little narrower where the line is a little too wide."""
    over = line.width - containing_block.width
    if over > 0 and plan.rooms.justified and (spaces := library.count_expandable_spaces(line)):
        library.add_word_spacing(context, line, -over / spaces, 0)


def _unbounded(split: Callable[..., Any]) -> Callable[..., Any]:
    """Put as much into a box as the line is to have, however wide."""

    def split_inline_box(context: Any, box: Any, position_x: float, max_x: float, *rest: Any) -> Any:  # noqa: ANN401 - as above
        ours = bool(_turns and _turns[-1])
        return split(context, box, position_x, inf if ours else max_x, *rest)

    return split_inline_box


_asked: list[Asked] = []
"""What of a text the line is to have, from the call that puts it there to the one that measures it within."""


def _split_as_planned(split: Callable[..., Any]) -> Callable[..., Any]:
    """Put into a line what it is to have of a text."""

    def split_text_box(context: Any, box: Any, available: Any, skip: int, *rest: Any, **options: Any) -> Any:  # noqa: ANN401 - as above
        turn = _turns[-1] if _turns else None
        if turn is None or FLAT not in box.__dict__ or available is None:
            return split(context, box, available, skip, *rest, **options)
        if turn.line.tracking:
            box = box.copy()
            box.style = track(box.style, turn.line.tracking)
        _asked.append(ask(box, skip, turn.line))
        try:
            return split(context, box, available, skip, *rest, **options)
        finally:
            _asked.clear()

    return split_text_box


def _give_what_is_asked(split: Callable[..., Any]) -> Callable[..., Any]:
    """Measure what a line is to have of a text, without looking how much would fit."""

    def split_first_line(text: str, style: Any, *rest: Any, **options: Any) -> Any:  # noqa: ANN401 - as above
        if not _asked:
            return split(text, style, *rest, **options)
        asked = _asked.pop()
        if not asked.text:
            return None, 0, asked.resume, 0, 0, 0
        gauge = gauge_of(style)
        width, height, baseline, _ = gauge.shape(asked.text)
        return gauge.settle(asked.text), asked.length, asked.resume, width, height, baseline

    return split_first_line


def _justify_later(text: str, style: Any, *_: Any, justification_spacing: float, **_none: Any) -> Any:  # noqa: ANN401 - as above
    """What a justified text is drawn with: it is made when it is drawn, and nothing is measured with it before."""
    settled = gauge_of(style).settle(text)
    settled.justification_spacing = justification_spacing
    return settled


def _end_with_whole_words(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    """Lay out the lines of a box on a page; where a cut word would end the page, find other lines for it.

    Where notes were placed on the way, which cannot be taken back, it stays.
    """

    def lay_out_lines(context: Any, box: Any, index: int, line_box: Any, lines: list[Any], *rest: Any) -> Any:  # noqa: ANN401 - as above
        before, reported = len(lines), len(context.reported_footnotes)
        note_block(context, line_box.element)
        rest = _end_early(line_box, rest)
        laid_out = lay_out(context, box, index, line_box, lines, *rest)
        whole: set[int] = set()
        for _ in range(MOST_TRIES):
            abort, _, _, _, notes, _ = laid_out
            settled = abort or notes or len(context.reported_footnotes) != reported
            if settled or not _keep_whole(lines[before:], whole):
                break
            del lines[before:]
            laid_out = lay_out(context, box, index, line_box, lines, *rest)
        return laid_out

    return lay_out_lines


def _end_early(line_box: Any, rest: tuple[Any, ...]) -> tuple[Any, ...]:  # noqa: ANN401 - as above
    """The same with more space at the foot of the page, where a page is to end early within a box."""
    early = line_box.element.get(EARLY) if line_box.element is not None else None
    if not early:
        return rest
    height, _ = strut(line_box.style)
    return (*rest[:BOTTOM_SPACE], rest[BOTTOM_SPACE] + int(early) * height, *rest[BOTTOM_SPACE + 1 :])


def _keep_whole(lines: Sequence[Any], whole: set[int]) -> bool:
    """Find other lines for these if a cut word ends them; `whole` numbers those that were to have whole words."""
    turns: list[_Turn] = [line.set_as for line in lines if hasattr(line, "set_as")]
    if not turns or len(turns) < len(lines) or not turns[-1].line.hyphenated or lines[-1].resume_at is None:
        return False
    begun, last = turns[0].line.number, turns[-1].line.number
    whole.add(last - begun)
    return turns[-1].plan.keep_whole(begun, whole)


def _break_earlier_after_whole_words(find: Callable[..., Any]) -> Callable[..., Any]:
    """Where a page is to end within lines that are laid out, for a heading goes overleaf, end it with a whole word.

    Lines that are laid out cannot be found anew; the page ends a line earlier instead.
    """

    def find_earlier(context: Any, children: Sequence[Any], *rest: Any) -> Any:  # noqa: ANN401 - as above
        found = find(context, children, *rest)
        if not found or not all(hasattr(child, "set_as") for child in found[0]):
            return found
        lines = found[0]
        orphans = children[0].style["orphans"]
        kept = next((count for count in range(len(lines), orphans - 1, -1) if not _is_cut(lines[count - 1])), 0)
        return (lines[:kept], {0: lines[kept - 1].resume_at}) if kept else found

    return find_earlier


def _is_cut(line: Any) -> bool:  # noqa: ANN401 - as above
    turn: _Turn = line.set_as
    return turn.line.hyphenated


if weasyprint.__version__ == KNOWN_VERSION:
    weasyprint.layout.block.find_earlier_page_break = _break_earlier_after_whole_words(
        weasyprint.layout.block.find_earlier_page_break
    )
    weasyprint.layout.block._linebox_layout = _end_with_whole_words(weasyprint.layout.block._linebox_layout)  # noqa: SLF001 - as said
    library.get_next_linebox = _set_line(library.get_next_linebox)
    library.split_inline_box = _unbounded(library.split_inline_box)
    library.split_text_box = _split_as_planned(library.split_text_box)
    library.split_first_line = _give_what_is_asked(library.split_first_line)
    library.create_layout = _justify_later
