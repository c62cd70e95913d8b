"""Findings → a table, JSON and an exit code."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Final, Literal

from pamphlet.press.preflight.facts import Facts

Level = Literal["error", "warning", "note"]
LEVELS: Final[tuple[Level, ...]] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: on which pages (none for the file), and what to do."""

    check: str
    level: Level
    what: str
    advice: str = ""
    pages: tuple[int, ...] = ()

    def __str__(self) -> str:
        where = f"{name_pages(self.pages)}: " if self.pages else ""
        return f"{where}{self.what}; {self.advice}" if self.advice else f"{where}{self.what}"


@dataclass(frozen=True, slots=True)
class Preflight:
    """The findings of all checks, in the order of the checks, and the facts that they rest on."""

    checks: tuple[str, ...]
    findings: tuple[Finding, ...]
    facts: Facts

    @property
    def exit_code(self) -> int:
        """0 when it can be printed as it is or with a warning, 1 when it cannot."""
        return int(any(finding.level == "error" for finding in self.findings))

    def level_of(self, check: str) -> Level | Literal["ok"]:
        """The worst that a check found."""
        found = {finding.level for finding in self.findings if finding.check == check}
        return next((level for level in LEVELS if level in found), "ok")

    def to_rows(self) -> list[tuple[str, str, str]]:
        """A row a check: its name, its level, what it found."""
        rows: list[tuple[str, str, str]] = []
        for check in self.checks:
            found = [finding for finding in self.findings if finding.check == check]
            rows.append((check, self.level_of(check), "\n".join(map(str, found))))
        return rows

    def to_table(self) -> str:
        """The rows as plain text, in columns."""
        lines = []
        for check, level, found in self.to_rows():
            for number, line in enumerate(found.split("\n")):
                lines.append(f"{'' if number else check:<20}{'' if number else level:<9}{line}".rstrip())
        return "\n".join(lines)

    def to_json(self) -> str:
        """Everything, for other programs."""
        stated = {
            "exit_code": self.exit_code,
            "checks": {check: self.level_of(check) for check in self.checks},
            "findings": [asdict(finding) for finding in self.findings],
            "facts": asdict(self.facts),
        }
        return json.dumps(stated, ensure_ascii=False, indent=2, sort_keys=True)


def name_pages(pages: tuple[int, ...]) -> str:
    """The pages as people write them: `pages 1–3, 7`."""
    runs = []
    for _, run in groupby(enumerate(sorted(pages)), key=lambda pair: pair[1] - pair[0]):
        numbers = [page for _, page in run]
        runs.append(f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else str(numbers[0]))
    return f"{'page' if len(pages) == 1 else 'pages'} {', '.join(runs)}"
