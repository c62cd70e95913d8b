"""Statements restored, read back and accounted for in several processes at once."""

from __future__ import annotations

import gc
import pickle
import weakref
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from msgspec import structs

from pamphlet.cache import FolderCache
from pamphlet.errors import LimitReached, PamphletError
from pamphlet.gathering import FEWEST_TO_SHARE, Edition, gather_edition
from pamphlet.means import Means
from pamphlet.pipeline import make_files
from pamphlet.proof import ledger
from pamphlet.readers.yaml_keys import UnreadableYamlError
from pamphlet.workers import FEW, workshop

LETTER: Final = (
    "# The well of ward {ward}\n\nby Ada Brook\n\nWe ask for wa-\nter, said our neigh-\nbours of ward {ward}.\n"
)


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """As many statements as are worth more than one process."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for ward in range(FEWEST_TO_SHARE):
        (folder / f"{ward:02}.txt").write_text(LETTER.format(ward=ward), encoding="utf-8")
    return folder


def test_an_edition_is_the_same_from_any_number_of_processes(letters: Path, tmp_path: Path) -> None:
    """Statements, repairs and warnings, in their order; and what one kept is found by the next."""
    alone = gather_edition([letters], source_date_epoch=0)
    assert len(alone.manuscripts) == FEWEST_TO_SHARE
    assert alone.repairs
    kept = FolderCache(str(tmp_path / "cache"))
    assert gather_edition([letters], source_date_epoch=0, means=Means(kept, jobs=3)) == alone
    assert gather_edition([letters], source_date_epoch=0, means=Means(kept)) == alone


@pytest.fixture
def notices(tmp_path: Path) -> Edition:
    """As many as are worth more than one process when they are proved."""
    folder = tmp_path / "notices"
    folder.mkdir()
    for ward in range(ledger.FEWEST_TO_SHARE):
        (folder / f"{ward:02}.txt").write_text(LETTER.format(ward=ward), encoding="utf-8")
    return gather_edition([folder], source_date_epoch=0)


@pytest.mark.slow
def test_the_proof_is_the_same_from_any_number_of_processes(notices: Edition, tmp_path: Path) -> None:
    """So are the page breaks of the e-book; and what one kept is found by the next."""
    alone = make_files(notices, ("epub", "pdf"))
    kept = FolderCache(str(tmp_path / "cache"))
    assert make_files(notices, ("epub", "pdf"), means=Means(kept, jobs=3)) == alone
    assert make_files(notices, ("epub", "pdf"), means=Means(kept)) == alone


def test_a_lost_word_is_found_whichever_process_looks_for_it(notices: Edition, tmp_path: Path) -> None:
    """With its file and line, and again when it is looked for again."""
    lines = notices.manuscripts[7].restored
    torn = structs.replace(notices.manuscripts[7], restored=lines[:-1])
    manuscripts = (*notices.manuscripts[:7], torn, *notices.manuscripts[8:])
    entries = [
        ledger.Entry(statement, manuscript, tuple(each for each in notices.repairs if each.file == manuscript.name))
        for statement, manuscript in zip(notices.pamphlet.statements, manuscripts, strict=True)
    ]
    alone = ledger.draw_up(entries)
    assert {(loss.file, loss.line) for loss in alone.unaccounted} == {(torn.name, lines[-1].number)}
    kept = FolderCache(str(tmp_path / "cache"))
    assert ledger.draw_up(entries, means=Means(kept, jobs=3)) == alone
    assert ledger.draw_up(entries, means=Means(kept)) == alone


def test_the_first_fault_is_named_whichever_process_finds_one_first(letters: Path) -> None:
    """A sentence with its file and line, as from one process."""
    for ward, header in (("03", "---\ntitle: [\n---\n"), ("01", "---\ntitle: x\nlanguage: klingonese!\n---\n")):
        faulty = letters / f"{ward}.txt"
        faulty.write_text(header + faulty.read_text(encoding="utf-8"), encoding="utf-8")
    said = []
    for jobs in (1, 3):
        with pytest.raises(PamphletError) as error:
            gather_edition([letters], source_date_epoch=0, means=Means(jobs=jobs))
        said.append((str(error.value), error.value.where, error.value.line))
    assert said[0] == said[1]
    assert said[0][1:] == (str(letters / "01.txt"), 3)


@pytest.mark.parametrize(
    "error",
    [
        PamphletError("it is dry", advice="dig", where="a.md", line=3),
        LimitReached("it took too long", advice="be brief"),
        UnreadableYamlError("a bracket is open", 2),
    ],
)
def test_errors_pass_from_one_process_to_another(error: BaseException) -> None:
    """What they were raised in place of comes with them where Dask has been imported, so all must."""
    passed = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert type(passed) is type(error)
    assert (str(passed), vars(passed)) == (str(error), vars(error))


class Square(NamedTuple):
    """A task that is done soonest if its number is the largest; numbers below a bound are refused."""

    number: int
    bound: int = 0

    @property
    def weight(self) -> int:
        return self.number

    def do(self, ready: int) -> bytes:
        if self.number < self.bound:
            raise PamphletError(f"{self.number} is too small")
        return b"%d" % (ready * self.number**2)


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_comes_of_tasks_comes_with_their_places(jobs: int) -> None:
    """From one process or from several, in whatever order."""
    tasks = [Square(number) for number in range(FEW + 3)]
    with workshop(lambda: 2, Means(jobs=jobs)) as shop:
        assert dict(shop.do_as_they_come(tasks)) == dict(enumerate(shop.do(tasks)))
        assert shop.do(tasks[:2]) == [b"0", b"2"]


@pytest.mark.parametrize("jobs", [1, 3])
def test_of_several_faults_the_first_is_named(jobs: int) -> None:
    """Though another came before it."""
    tasks = [Square(number, bound=FEW) for number in range(FEW + 3)]
    with workshop(lambda: 1, Means(jobs=jobs)) as shop, pytest.raises(PamphletError, match="0 is too small"):
        shop.do(tasks)


class Knot:
    """An object that refers to itself, so that it is not gone when nobody refers to it any more."""

    def __init__(self) -> None:
        self.self = self


class Tying(NamedTuple):
    """A task that leaves a knot behind, and says how many there are."""

    knots: weakref.WeakSet[Knot]
    weight: int = 1

    def do(self, _ready: object) -> bytes:
        count = len(self.knots)
        self.knots.add(Knot())
        return b"%d" % count


def test_of_many_tasks_none_finds_what_another_left_behind() -> None:
    """Rubbish goes after each, so that the memory that is taken does not grow with their number."""
    knots: weakref.WeakSet[Knot] = weakref.WeakSet()
    gc.disable()
    try:
        with workshop(lambda: None, Means()) as shop:
            assert set(shop.do([Tying(knots)] * (FEW + 1))) == {b"0"}
    finally:
        gc.enable()
