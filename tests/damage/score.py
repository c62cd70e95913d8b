"""Restored statements beside their truths → which blocks are exact, which words are lost.

`python -m tests.damage.score --cases 1000 --kinds hyphenated,page_numbers` prints a row a kind, worst first.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from multiprocessing import Pool
from typing import Final, NamedTuple, assert_never

from pamphlet.errors import PamphletError
from pamphlet.model import (
    Block,
    Box,
    BulletedList,
    Contact,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    NoteReference,
    OrderedList,
    Paragraph,
    Quotation,
    Statement,
    Table,
    Text,
    ThematicBreak,
    Verse,
)
from pamphlet.model.walk import all_blocks, plain_text
from pamphlet.proof.words import split_words
from pamphlet.statements import RestoredStatement, SourceFile, restore_statement

from .corpus import Case, clean_case, make_case
from .damage import KINDS

FRENCH_SPACE: Final = re.compile(r"[\u00a0\u202f](?=[;:!?»])|(?<=«)[\u00a0\u202f]")


LABELS: Final = frozenset({"tel", "phone", "e", "email", "mail", "web", "website"})
"""Words before addresses that say of what kind they are: they may stay or go."""


class Unit(NamedTuple):
    """A block as it is compared: where it stands and what it is, and its words with their marks."""

    kind: str
    text: str


class Miss(NamedTuple):
    """A block that is not as it ought to be."""

    expected: str
    got: str


class Score(NamedTuple):
    """How one case came out."""

    case: Case
    blocks: int
    exact: int
    misses: tuple[Miss, ...]
    lost: tuple[str, ...]
    added: tuple[str, ...]
    repairs: int = 0
    error: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.misses or self.lost or self.added or self.error)


def units(blocks: Iterable[Block]) -> Iterator[Unit]:
    """The blocks to compare, leaves of lists and quotations by their place there; notes in the order of their calls."""
    body = tuple(blocks)
    labels = {
        node.label: str(number)
        for number, node in enumerate(filter(_is_note, all_blocks(body)), start=1)
        if isinstance(node, Footnote)
    }
    for block in body:
        yield from _units(block, "", labels)


def _is_note(block: Block) -> bool:
    return isinstance(block, Footnote)


def _units(block: Block, path: str, labels: dict[str, str]) -> Iterator[Unit]:
    match block:
        case Paragraph():
            text = _spell(block.content, labels)
            yield Unit(f"{path}{'lines' if chr(10) in text else 'paragraph'}", text)
        case Verse():
            yield Unit(f"{path}lines", "\n".join(_spell(line, labels) for line in block.lines))
        case Heading():
            yield Unit(f"{path}heading {block.level}", _spell(block.content, labels))
        case BulletedList() | OrderedList():
            yield from _item_units(block, path, labels)
        case Quotation() | Box():
            for inner in block.blocks:
                yield from _units(
                    inner, f"{path}{'quotation' if isinstance(block, Quotation) else block.kind}/", labels
                )
        case Footnote():
            for inner in block.blocks:
                yield from _units(inner, f"note {labels.get(block.label, block.label)}/", labels)
        case Table():
            rows = (" | ".join(_spell(cell, labels) for cell in row.cells) for row in (block.header, *block.rows))
            yield Unit(f"{path}table", "\n".join(rows))
        case ThematicBreak():
            yield Unit(f"{path}rule", "")
        case Figure():
            yield Unit(f"{path}figure", block.alternative)
        case _:
            assert_never(block)


def _item_units(block: BulletedList | OrderedList, path: str, labels: dict[str, str]) -> Iterator[Unit]:
    first = block.start if isinstance(block, OrderedList) else 1
    name = "numbered" if isinstance(block, OrderedList) else "bulleted"
    for number, item in enumerate(block.items, start=first):
        for inner in item.blocks:
            yield from _units(inner, f"{path}{name} {number}/", labels)


def _spell(run: Iterable[Inline], labels: dict[str, str]) -> str:
    return _fold("".join(_spell_node(node, labels) for node in run))


def _spell_node(node: Inline, labels: dict[str, str]) -> str:
    if isinstance(node, NoteReference):
        return f"[^{labels.get(node.label, node.label)}]"
    if isinstance(node, LineBreak):
        return "\n"
    if isinstance(node, Text):
        return node.text
    return plain_text((node,))


def _fold(text: str) -> str:
    """The text with what may differ made alike: spaces, but for French ones, primes, and dashes between figures."""
    french = FRENCH_SPACE.sub("\u00a0", text.strip())
    spaced = re.sub(r"[^\S\n\u00a0]+|\u00a0(?![;:!?»])(?<!«\u00a0)", " ", french)
    spaced = re.sub(r"(?<=\d)[-–](?=\d)", "–", spaced)
    return re.sub(r"(?<=\d)['’′]", "′", re.sub(r"(?<=\d)[\"″]", "″", spaced))


def score(case: Case) -> Score:
    """Restore a case and compare."""
    try:
        source = SourceFile(case.name, case.name, case.source_bytes)
        restored = restore_statement(source, language=case.truth.statement.language)
    except PamphletError as error:
        blocks = len(list(_expected(case)))
        return Score(case, blocks, 0, (Miss("a statement", str(error)),), ("everything",), (), error=str(error))
    expected, got = list(_expected(case)), list(_got(case, restored))
    exact, misses = _compare(expected, got)
    contact, lost, added = _contact_misses(case, restored), *_words(case, restored)
    misses = (*_head_misses(case, restored.statement), *misses, *contact)
    total = len(expected) + max(0, len(got) - len(expected))
    return Score(case, total, exact, misses, lost, added, len(restored.repairs))


def _expected(case: Case) -> Iterator[Unit]:
    yield from units(case.truth.statement.blocks)


def _got(case: Case, restored: RestoredStatement) -> Iterator[Unit]:
    """The units of the text without those that may as well stand in the contact, and the rule above them."""
    elsewhere = {letters(case.truth.imprint), *_closing_sentence(case)} - {""}
    found = [unit for unit in units(restored.statement.blocks) if letters(unit.text) not in elsewhere]
    expected = {unit.kind for unit in list(_expected(case))[-1:]}
    notes = [unit for unit in found if unit.kind.startswith("note ")]
    body = [unit for unit in found if not unit.kind.startswith("note ")]
    while body and body[-1].kind == "rule" and "rule" not in expected:
        body.pop()
    yield from (*body, *notes)


def _closing_sentence(case: Case) -> set[str]:
    """A contact that is one sentence, which may stay in the text."""
    return {letters(_contact_text(case.truth.contact))} if "contact_in_a_sentence" in case.kinds else set()


def _compare(expected: list[Unit], got: list[Unit]) -> tuple[int, tuple[Miss, ...]]:
    exact, misses = 0, list[Miss]()
    for tag, first, last, start, end in SequenceMatcher(None, expected, got, autojunk=False).get_opcodes():
        if tag == "equal":
            exact += last - first
            continue
        for number in range(max(last - first, end - start)):
            wanted = _show(expected[first + number]) if first + number < last else "nothing"
            found = _show(got[start + number]) if start + number < end else "nothing"
            misses.append(Miss(wanted, found))
    return exact, tuple(misses)


def _show(unit: Unit) -> str:
    return f"{unit.kind}: {unit.text}"


def _head_misses(case: Case, got: Statement) -> Iterator[Miss]:
    truth = case.truth.statement
    pairs = (
        ("title", _fold(plain_text(truth.title)), _fold(plain_text(got.title))),
        ("authors", _names(truth), _names(got)),
        ("date", truth.date.iso if truth.date else "", got.date.iso if got.date else ""),
        ("standfirst", _fold(plain_text(truth.standfirst)), _fold(plain_text(got.standfirst))),
        ("language", truth.language, got.language),
    )
    for name, wanted, found in pairs:
        if wanted != found:
            yield Miss(f"{name}: {wanted}", f"{name}: {found}")


def _names(statement: Statement) -> str:
    return _fold(
        "; ".join(f"{author.name} ({author.role})" if author.role else author.name for author in statement.authors)
    )


def _contact_misses(case: Case, restored: RestoredStatement) -> tuple[Miss, ...]:
    found = _contact_text(restored.contact)
    misses = []
    if case.truth.contact.items:
        wanted = [line for part in _contact_parts(case.truth.contact) for line in part.split("\n")]
        stays = _closing_sentence(case) & {letters(unit.text) for unit in units(restored.statement.blocks)}
        if not stays and any(letters(line) not in letters(found) for line in wanted):
            misses.append(Miss(f"contact: {' / '.join(wanted)}", f"contact: {found}"))
    if case.truth.imprint:
        texts = [unit.text for unit in units(restored.statement.blocks)]
        texts += _contact_parts(restored.contact)
        if letters(case.truth.imprint) not in {letters(text) for text in texts}:
            misses.append(Miss(f"imprint: {case.truth.imprint}", "no such paragraph"))
    return tuple(misses)


def _contact_parts(contact: Contact) -> list[str]:
    return [plain_text(item.content) if isinstance(item, Paragraph) else item.text for item in contact.items]


def _contact_text(contact: Contact) -> str:
    return " / ".join(" / ".join(part.split("\n")) for part in _contact_parts(contact))


def letters(text: str) -> str:
    """Its letters alone, to be compared."""
    return "".join(split_words(text)).casefold()


def _words(case: Case, restored: RestoredStatement) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the truth that are nowhere, and those that are in no truth; a parted word counts as whole."""
    truth = case.truth
    labels = _contact_text(restored.contact)
    wanted = _all_text(truth.statement, _contact_text(truth.contact), truth.imprint)
    found = _all_text(restored.statement, labels, restored.contact.name)
    known = LABELS | {word.casefold() for word in split_words(_contact_text(truth.contact))}
    return _missing(wanted, found), tuple(word for word in _missing(found, wanted) if word not in known)


def _all_text(statement: Statement, *others: str) -> str:
    names = [f"{author.name} {author.role}" for author in statement.authors]
    texts = [unit.text.replace("[^", " [^") for unit in units(statement.blocks)]
    head = [plain_text(statement.title), *names, plain_text(statement.standfirst)]
    return re.sub(r"\[\^\w+\]", " ", "\n".join((*head, *texts, *others)))


def _missing(wanted: str, found: str) -> tuple[str, ...]:
    counts = Counter(word.casefold() for word in split_words(wanted))
    counts.subtract(word.casefold() for word in split_words(found))
    there, here = letters(wanted), letters(found)
    return tuple(word for word, count in counts.items() if count > 0 and there.count(word) > here.count(word))


def score_seed(seed_and_kinds: tuple[int, tuple[str, ...] | None]) -> Score:
    """One case made and scored."""
    return score(make_case(*seed_and_kinds))


def score_clean(seed: int) -> Score:
    """One clean case made and scored."""
    return score(clean_case(seed))


def score_cases(cases: int, kinds: tuple[str, ...] = (), *, single: bool = False, first: int = 0) -> list[Score]:
    """The scores of the cases from a seed on: of mixed kinds, or each of one kind in turn."""
    turns = kinds or tuple(KINDS)
    jobs = [(seed, (turns[seed % len(turns)],) if single or kinds else None) for seed in range(first, first + cases)]
    with Pool(2) as pool:
        return pool.map(score_seed, jobs, chunksize=20)


class Row(NamedTuple):
    """What became of the cases with one kind of damage."""

    kind: str
    scores: tuple[Score, ...]

    @property
    def exact(self) -> float:
        """Exact blocks in a hundred."""
        return 100 * sum(s.exact for s in self.scores) / max(1, sum(s.blocks for s in self.scores))

    @property
    def whole(self) -> float:
        """Cases with nothing wrong, in a hundred."""
        return 100 * sum(s.whole for s in self.scores) / max(1, len(self.scores))

    @property
    def lossy(self) -> int:
        """Cases with lost words."""
        return sum(bool(s.lost) for s in self.scores)

    @property
    def swollen(self) -> int:
        """Cases with words from nowhere."""
        return sum(bool(s.added) for s in self.scores)


def rows(scores: Iterable[Score]) -> list[Row]:
    """A row a kind, worst first."""
    by_kind: dict[str, list[Score]] = defaultdict(list)
    for each in scores:
        for kind in each.case.kinds or ("clean",):
            by_kind[kind].append(each)
    return sorted((Row(kind, tuple(found)) for kind, found in by_kind.items()), key=lambda row: (row.whole, row.exact))


def report(scores: list[Score], examples: int) -> str:
    """The table, then the worst cases of each kind with what was expected and what came."""
    lines = [f"{'kind':30} {'cases':>5} {'exact %':>8} {'whole %':>8} {'lost':>5} {'added':>5}"]
    table = [*rows(scores), Row("ALL", tuple(scores))]
    lines += [
        f"{row.kind:30} {len(row.scores):5} {row.exact:8.2f} {row.whole:8.1f} {row.lossy:5} {row.swollen:5}"
        for row in table
    ]
    for row in table[:-1]:
        bad = sorted((s for s in row.scores if not s.whole), key=lambda s: (len(s.case.kinds), -len(s.misses)))
        for each in bad[:examples]:
            lines += ["", *_example(row.kind, each)]
    return "\n".join(lines)


def _example(kind: str, found: Score) -> Iterator[str]:
    yield f"== {kind} · seed {found.case.seed} · {', '.join(found.case.kinds)}"
    if found.lost or found.added:
        yield f"   lost {list(found.lost)[:8]} added {list(found.added)[:8]}"
    for miss in found.misses[:3]:
        yield f"   expected {miss.expected[:300]!r}"
        yield f"   got      {miss.got[:300]!r}"
    if found.misses:
        yield f"   source   {_snippet(found)!r}"


def _snippet(found: Score) -> str:
    """The part of the source that the first miss is about."""
    encoding = "utf-16" if found.case.source_bytes[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = found.case.source_bytes.decode(encoding, "replace")
    for word in re.findall(r"\w{5,}", found.misses[0].expected.split(":", 1)[-1]):
        if word in text:
            place = max(0, text.index(word) - 60)
            return text[place : place + 300]
    return text[:300]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Score the restorer on generated damage.")
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--kinds", default="", help="only these, one a case, between commas")
    parser.add_argument("--single", action="store_true", help="one kind a case, all kinds in turn")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--examples", type=int, default=1, help="worst cases to show for each kind")
    parser.add_argument("--clean", action="store_true", help="clean statements, which need no repair")
    options = parser.parse_args()
    kinds = tuple(filter(None, options.kinds.split(",")))
    if unknown := set(kinds) - set(KINDS):
        parser.error(f"no such kind: {', '.join(sorted(unknown))}")
    if options.clean:
        scores = [score_clean(seed) for seed in range(options.first, options.first + options.cases)]
        sys.stdout.write(f"{sum(s.repairs > 0 for s in scores)} of {len(scores)} clean statements were repaired\n")
    else:
        scores = score_cases(options.cases, kinds, single=options.single, first=options.first)
    sys.stdout.write(report(scores, options.examples) + "\n")


if __name__ == "__main__":
    main()
