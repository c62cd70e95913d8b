"""The package's modules and what each of them imports, read from its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parents[2] / "pamphlet"


@dataclass(frozen=True)
class Module:
    """A module by its dotted name under the package, and the file of its source, which is read when it is asked for."""

    name: str
    path: Path

    @property
    def room(self) -> str:
        """The module or package right under `pamphlet` that it is, or is in."""
        return self.name.split(".")[0]

    @cached_property
    def _found(self) -> tuple[frozenset[str], frozenset[str]]:
        nodes = tuple(ast.walk(ast.parse(self.path.read_text(encoding="utf-8"))))
        imported = frozenset(name for node in nodes for name in _imported(node))
        return imported, frozenset(name for node in nodes for name in _named(node))

    @property
    def imports(self) -> frozenset[str]:
        """The dotted names of everything that it imports, wherever in it."""
        return self._found[0]

    @property
    def rooms(self) -> frozenset[str]:
        """The rooms of the package that it imports from, but for its own."""
        ours = (name.split(".")[1] for name in self.imports if name.startswith("pamphlet."))
        return frozenset(ours) - {self.room, "__version__"}

    @property
    def libraries(self) -> frozenset[str]:
        """The top names of everything else that it imports."""
        return frozenset(name.split(".")[0] for name in self.imports) - {"pamphlet"}

    @property
    def names_used(self) -> frozenset[str]:
        """Every name and attribute that it uses, such as `os.environ` or `uuid4`."""
        return self._found[1]


def _imported(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=module, names=names, level=0):
            yield from (f"{module}.{alias.name}" for alias in names)
        case ast.ImportFrom():
            yield "relative"
        case _:
            pass


def _named(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Attribute(value=ast.Name(id=owner), attr=attribute):
            yield f"{owner}.{attribute}"
            yield attribute
        case ast.Attribute(attr=attribute):
            yield attribute
        case ast.Name(id=name):
            yield name
        case _:
            pass


def modules() -> list[Module]:
    """Every module of the package."""
    return [Module(_dotted(path.relative_to(PACKAGE)), path) for path in sorted(PACKAGE.rglob("*.py"))]


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
