"""A file's bytes → its manuscript."""

from __future__ import annotations

import hashlib

from pamphlet.errors import PamphletError
from pamphlet.limits import LIMITS, Limits
from pamphlet.model import Manuscript, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.readers.bounds import refuse_long_lines
from pamphlet.readers.decoding import decode_lines
from pamphlet.readers.header import split_header


def read_manuscript(content: bytes, name: str, limits: Limits = LIMITS) -> tuple[Manuscript, tuple[Warning, ...]]:
    """Decode the bytes and part the header from the text; `name` is the path as the user would type it."""
    lines, doubts = decode_lines(content, name)
    refuse_long_lines(lines, name, limits)
    header, body, unused = split_header(lines, name)
    if all(line.blank for line in body):
        line = body[0].number if body else lines[-1].number
        raise PamphletError("the statement is empty below its header", advice="write it", where=name, line=line)
    manuscript = Manuscript(name, body, header, hashlib.sha256(content).hexdigest())
    return manuscript, doubts + unused
