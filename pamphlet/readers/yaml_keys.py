"""The YAML of a header → what it states: every value as the text that it is."""

from __future__ import annotations

from typing import Any

import yaml


class UnreadableYamlError(Exception):
    """What is wrong with it, and the line, from 0, on which that begins."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem, line)  # all of them, or it cannot be made anew in another process
        self.problem, self.line = problem, line


class _DistinctKeys(yaml.BaseLoader):
    """Keeps every value as the text it is (no dates, no objects, no code), and no key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        keys = [key.value for key, _ in node.value]
        for key, _ in node.value:
            if keys.count(key.value) > 1:
                raise yaml.MarkedYAMLError(problem=f"`{key.value}` stands there twice", problem_mark=key.start_mark)
        return super().construct_mapping(node, deep)


def read_yaml(text: str) -> object:
    """What it states; raises UnreadableYamlError where it is none, or states a key twice."""
    try:
        return yaml.load(text, Loader=_DistinctKeys)  # noqa: S506 - a BaseLoader
    except yaml.YAMLError as error:
        # The context is where a bracket or a quotation mark opens, the problem where it should have closed.
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not YAML"
        raise UnreadableYamlError(problem, mark.line if mark else 0) from None
