"""What was made before is found again, whole or not at all, and never takes more room than it may."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.cache import Cache, FolderCache, key_of


@pytest.fixture
def cache(tmp_path: Path) -> FolderCache:
    """An empty one, in a folder that is not there yet."""
    return FolderCache(str(tmp_path / "cache" / "pamphlet"))


def entries(cache: FolderCache) -> list[Path]:
    """The files of its entries."""
    return sorted(path for path in Path(cache.path).glob("*/*") if path.is_file())


def test_what_was_put_is_got(cache: FolderCache) -> None:
    """Byte for byte, also an empty one, and by another that looks into the same folder."""
    for content in (b"words", b"", bytes(range(256)) * 4000):
        key = key_of("kind", content)
        cache.put(key, content)
        assert FolderCache(cache.path).get(key) == content


def test_what_was_never_put_is_not_there(cache: FolderCache) -> None:
    """Nor is anything in the cache of those who want none."""
    assert cache.get(key_of("kind")) is None
    nothing = Cache()
    nothing.put(key_of("kind"), b"words")
    assert nothing.get(key_of("kind")) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda held: held[:-1],
        lambda held: held[:10],
        lambda _: b"",
        lambda held: held[:-1] + bytes([held[-1] ^ 1]),
        lambda held: held.replace(b"cache 2", b"cache 1"),
    ],
    ids=["cut", "cut at the head", "empty", "a bit turned", "of another time"],
)
def test_a_damaged_entry_counts_as_none(cache: FolderCache, damage: object) -> None:
    """It is deleted, and can be put anew."""
    key = key_of("kind")
    cache.put(key, b"words")
    (entry,) = entries(cache)
    entry.write_bytes(damage(entry.read_bytes()))  # type: ignore[operator] # one of the functions above
    assert cache.get(key) is None
    assert entries(cache) == []
    cache.put(key, b"words")
    assert cache.get(key) == b"words"


def test_an_entry_in_the_place_of_another_counts_as_none(cache: FolderCache) -> None:
    """However whole it is."""
    for key in ("one", "two"):
        cache.put(key, key.encode())
    first, second = entries(cache)
    first.write_bytes(second.read_bytes())
    assert sorted(filter(None, map(cache.get, ("one", "two")))) in ([b"one"], [b"two"])


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    """To be got counts as use."""
    cache = FolderCache(str(tmp_path), most_bytes=4_000)
    keys = [key_of(str(number)) for number in range(5)]
    for number, key in enumerate(keys):
        before = set(entries(cache))
        cache.put(key, bytes(900))
        (entry,) = set(entries(cache)) - before
        os.utime(entry, ns=(number, number))
    cache.get(keys[0])
    cache.trim()
    assert [cache.get(key) is not None for key in keys] == [True, False, False, True, True]


def test_a_cache_within_bounds_keeps_everything(tmp_path: Path) -> None:
    """Only what is too much goes."""
    cache = FolderCache(str(tmp_path), most_bytes=4_000)
    for number in range(4):
        cache.put(key_of(str(number)), bytes(900))
    cache.trim()
    assert len(entries(cache)) == 4


def test_a_folder_that_cannot_be_made_is_no_error() -> None:
    """Then nothing is kept."""
    cache = FolderCache(f"{os.devnull}/pamphlet")
    cache.put(key_of("kind"), b"words")
    cache.trim()
    assert cache.get(key_of("kind")) is None


def test_nobody_else_may_look_into_it(cache: FolderCache) -> None:
    """It holds what people have written and perhaps not yet published; backup programs are told to leave it out."""
    cache.put(key_of("kind"), b"words")
    assert Path(cache.path).stat().st_mode & 0o077 == 0
    assert (Path(cache.path) / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")


def put_and_get(path: str) -> bool:
    """Put the same entries as all others at the same time, and look whether each is whole."""
    cache = FolderCache(path, most_bytes=400_000)
    for number in range(60):
        content = bytes([number % 7]) * 20_000
        cache.put(key_of(str(number % 7)), content)
        if cache.get(key_of(str(number % 7))) not in {content, None}:
            return False
        cache.trim()
    return True


@pytest.mark.slow
def test_processes_do_not_disturb_one_another(tmp_path: Path) -> None:
    """Whatever is got is whole, and nothing is left beside its place."""
    with ProcessPoolExecutor(3, get_context("spawn")) as pool:
        assert list(pool.map(put_and_get, [str(tmp_path)] * 3)) == [True] * 3
    assert {len(entry.name) for entry in entries(FolderCache(str(tmp_path)))} <= {62}


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_a_key_is_of_these_parts_alone(parts: list[bytes], others: list[bytes]) -> None:
    """Not of others that read the same when joined."""
    assert (key_of(*parts) == key_of(*others)) == (parts == others)


def test_what_was_put_since_is_counted(tmp_path: Path) -> None:
    """By whichever process, and before it is too much; where nobody can tell, all is counted anew."""
    size = 0
    for number in range(40):
        cache = FolderCache(str(tmp_path), most_bytes=20_000)
        cache.put(key_of(str(number)), bytes(900))
        cache.trim()
        if number == 30:
            (tmp_path / "SIZE").write_bytes(b"no number")
        size = sum(entry.stat().st_size for entry in entries(cache))
        assert size <= 20_000
    assert size >= 14_000


def test_to_count_is_not_to_look_at_each_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There are thousands."""
    cache = FolderCache(str(tmp_path))
    cache.put(key_of("one"), b"words")
    cache.trim()
    monkeypatch.setattr(FolderCache, "_entries", lambda _: pytest.fail("all entries were looked at"))
    cache.put(key_of("two"), b"words")
    cache.trim()
