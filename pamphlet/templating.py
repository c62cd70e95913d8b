"""Templates of the program, compiled once and kept: Jinja would compile them anew in every process."""

from __future__ import annotations

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

from pamphlet.compiled import keep, recall


class KeptTemplates(BytecodeCache):
    """For templates of one kind, which are all compiled in the same way.

    https://jinja.palletsprojects.com/en/stable/api/#bytecode-cache
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was kept, if there is something."""
        if code := recall(*self._parts(bucket)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds."""
        keep(bucket.bytecode_to_string(), *self._parts(bucket))

    def _parts(self, bucket: Bucket) -> tuple[str, ...]:
        return "template", self._kind, bucket.key, bucket.checksum


def templates_of(
    package: str,
    folder: str = "templates",
    *,
    trim_blocks: bool = False,
    lstrip_blocks: bool = False,
    keep_trailing_newline: bool = False,
) -> Environment:
    """The templates in a folder of a package, every value escaped unless it is Markup already.

    What the further options do: https://jinja.palletsprojects.com/en/stable/templates/#whitespace-control
    """
    return Environment(
        loader=PackageLoader(package, folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=trim_blocks,
        lstrip_blocks=lstrip_blocks,
        keep_trailing_newline=keep_trailing_newline,
        bytecode_cache=KeptTemplates(package),
    )
