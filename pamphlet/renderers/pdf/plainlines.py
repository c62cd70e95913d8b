"""A line that was planned and lies within one text → its box, made at once.

It has the very numbers that WeasyPrint 70.0 comes to by splitting boxes, looking for floats, justifying and moving:
https://github.com/Kozea/WeasyPrint/blob/v70.0/weasyprint/layout/inline.py
"""

from __future__ import annotations

from typing import Any, NamedTuple

from pamphlet.renderers.pdf.lineplans import PlannedLine
from pamphlet.renderers.pdf.measuring import gauge_of
from pamphlet.renderers.pdf.paragraphs import FLAT

# isort: split
import weasyprint.layout.inline as library
from weasyprint.formatting_structure.boxes import TextBox


class Asked(NamedTuple):
    """What a line is to have of a text: the letters, with a hyphen perhaps, and how many bytes of its box these are.

    `resume` says from which byte on the next line has more of it, if it has.
    """

    text: str
    length: int
    resume: int | None


def ask(box: Any, skip: int, line: PlannedLine) -> Asked:  # noqa: ANN401 - weasyprint has no types
    """The part of a text, from so many bytes on, that a line is to have of it."""
    rest = box.text.encode()[skip:].decode() if skip else box.text
    begin = box.__dict__[FLAT] + len(box.text) - len(rest)
    stop = begin + len(rest)
    text = rest[: max(0, line.end - begin)]
    length = len(text.encode())
    if line.last or stop < line.end:
        return Asked(text, length, None)
    resume = len(rest[: min(line.following, stop) - begin].encode())
    return Asked(text + box.style["hyphenate_character"] * line.hyphenated, length, resume)


def track(style: Any, tracking: float) -> Any:  # noqa: ANN401 - as above
    """A style with letters so much wider apart."""
    known = style.__dict__.setdefault("_tracked", {})
    if tracking not in known:
        tracked = known[tracking] = style.copy()
        spacing = style["letter_spacing"]
        tracked["letter_spacing"] = (0.0 if spacing == "normal" else spacing) + tracking
    return known[tracking]


def set_plain(context: Any, line_box: Any, place: tuple[Any, ...], line: PlannedLine) -> tuple[Any, Any] | None:  # noqa: ANN401 - as above
    """The next line of a box, and where the one after it begins; nothing where it is more than a stretch of one text.

    `place` is what the library is asked with: from what height on, from which letter on, in which block.
    """
    position_y, _, skip_stack, block, _, _, _, first_line_style = place
    if first_line_style or block.style["direction"] != "ltr":
        return None
    begins = library.skip_first_whitespace(line_box, skip_stack)
    if begins == "continue":
        return None
    index, inner = next(iter(begins.items())) if begins else (0, None)
    source = line_box.children[index]
    if type(source) is not TextBox or FLAT not in source.__dict__ or source.style["vertical_align"] != "baseline":
        return None
    is_within = line.end <= source.__dict__[FLAT] + len(source.text)
    if not is_within or (line.last and index < len(line_box.children) - 1):
        return None
    skip = next(iter(inner)) if inner else 0
    asked = ask(source, skip, line)
    if not asked.text:
        return None
    resume_at = None if asked.resume is None else {index: {skip + asked.resume: None}}
    left = block.content_box_x()
    line_box.position_x, line_box.position_y = left, position_y
    text = _set_text(source, block, asked.text, left + line_box.text_indent, line.tracking)
    set_so = _line_around(line_box, text, is_start=begins is None, is_end=resume_at is None)
    # The library takes the width for the difference of two places.
    _fill(context, set_so, text, left + block.width - left, is_last=resume_at is None)
    _stand(set_so, text, position_y)
    return set_so, resume_at


def _set_text(source: Any, block: Any, letters: str, position_x: float, tracking: float) -> Any:  # noqa: ANN401 - as above
    """A stretch of a text, at its natural width."""
    library.resolve_percentages(source, block)
    style = track(source.style, tracking) if tracking else source.style
    gauge = gauge_of(style)
    text = source.copy()
    text.style, text.text, text.position_x = style, letters, position_x
    text.width, text.height, baseline, _ = gauge.shape_line(letters)
    text.pango_layout = gauge.settle(letters)
    line_height, _ = library.strut(style)
    text.margin_top = text.margin_bottom = (line_height - text.height) / 2
    text.baseline = baseline + text.margin_top
    return text


def _line_around(line_box: Any, text: Any, *, is_start: bool, is_end: bool) -> Any:  # noqa: ANN401 - as above
    line = line_box.copy_with_children([text])
    line.remove_decoration(start=not is_start, end=not is_end)
    line.width = text.position_x + text.margin_width() - line.content_box_x()
    library._adjust_line_height(line)  # noqa: SLF001 - the library's insides
    return line


def _fill(context: Any, line: Any, text: Any, room: float, *, is_last: bool) -> None:  # noqa: ANN401 - as above
    """Move the line, or widen its spaces."""
    if line.width >= room:
        return
    if is_last or line.style["text_align_all"] != "justify":
        offset = library.text_align(context, line, room, is_last)
        if offset:
            line.position_x += offset
            text.position_x += offset
        return
    spaces = text.text.count(" ") + text.text.count("\u00a0")
    if spaces:
        text.justification_spacing = text.pango_layout.justification_spacing = (room - line.width) / spaces
        extra = text.justification_spacing * spaces
        text.width += extra
        line.width += extra


def _stand(line: Any, text: Any, position_y: float) -> None:  # noqa: ANN401 - as above
    """Put line and text on one baseline, from this height on."""
    above = min(0 - text.baseline, 0 - line.baseline)
    below = max(0 - text.baseline + text.margin_height(), 0 - line.baseline + line.margin_height())
    line.baseline = -above
    line.position_y = position_y
    line.height = below - above
    line.margin_top = line.margin_bottom = 0
    text.position_y = 0 - text.baseline + (position_y - above)
