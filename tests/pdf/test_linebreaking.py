"""Where the lines of a paragraph end, by arithmetic alone: words of known width, a measure, and the best ends."""

from __future__ import annotations

from random import Random

import pyphen
import pytest

from pamphlet.renderers.pdf.hyphenation import find_cuts, find_dashes, find_joints, read_patterns
from pamphlet.renderers.pdf.linebreaking import Broken, best_lines, break_into, good_lines
from pamphlet.renderers.pdf.stops import Joint, Rooms, Stop, Words

LETTER = 5.0
SPACE = HYPHEN = 2.5
EM = 10.0


def words(text: str, *cuts: str) -> Words:
    """A text in which each letter is half an em wide; a bar in `cuts` says where a word may be cut."""
    stops = [stop_at(text, place, place + 1, "space") for place, letter in enumerate(text) if letter == " "]
    for cut in cuts:
        place = text.index(cut.replace("|", "")) + cut.index("|")
        stops.append(stop_at(text, place, place, "hyphen"))
    return Words(text, (*sorted(stops), stop_at(text, len(text), len(text), "end")), EM, SPACE)


def stop_at(text: str, end: int, start: int, joint: Joint) -> Stop:
    """A stop of this text, measured."""
    before = width(text[:end]) + (HYPHEN if joint == "hyphen" else 0)
    spaces = text[:end].count(" ")
    return Stop(end, start, joint, False, before, width(text[:start]), spaces, text[:start].count(" "), before)


def width(text: str) -> float:
    """How wide a text is."""
    return sum(SPACE if letter == " " else LETTER for letter in text)


def lines(text: Words, broken: Broken | None) -> list[str]:
    """What stands on each line."""
    assert broken is not None
    starts = [0, *(end.start for end in broken.ends)]
    stops = [*(end.end for end in broken.ends), len(text.text)]
    return [text.text[start:stop] for start, stop in zip(starts, stops, strict=True)]


def justified(letters: int) -> Rooms:
    """A measure of so many letters."""
    return Rooms(letters * LETTER, letters * LETTER, justified=True)


def test_lines_are_even_as_a_whole() -> None:
    """Filling the first line would leave the second loose; the best ends share the white."""
    text = words("aaa bbb cc ddddddd eee ffff gg")
    first, *_ = lines(text, best_lines(text, justified(11)))
    assert first == "aaa bbb cc"


def test_no_word_stands_alone_on_the_last_line() -> None:
    """The one before it comes along."""
    text = words(" ".join(letter * 4 for letter in "abcdefghijklmnopqrs"))
    assert len(lines(text, best_lines(text, justified(40)))[-1].split()) == 2


def test_no_word_stands_alone_even_where_a_line_gets_very_loose() -> None:
    """A word space above an em is the lesser flaw."""
    text, rooms = words("aaaaaa bbb c ddddddddd"), Rooms(56, 56, justified=True)
    assert lines(text, best_lines(text, rooms)) == ["aaaaaa bbb", "c ddddddddd"]


def test_a_word_is_cut_where_it_may_be() -> None:
    """Rather than leave a line very loose."""
    text = words("aa bb ccccccccccc dd ee ff gg", "ccccc|cccccc")
    assert lines(text, best_lines(text, justified(11)))[0].endswith("ccccc")


def test_three_lines_in_a_row_never_end_in_hyphens() -> None:
    """However tempting: two are the most."""
    text = words(" ".join(f"{letter * 9}" for letter in "abcdefghijkl"), *(f"{c * 4}|{c * 5}" for c in "abcdefghijkl"))
    broken = best_lines(text, justified(14))
    assert broken is not None
    assert "---" not in "".join("-" if end.joint == "hyphen" else " " for end in broken.ends)


def test_a_line_that_is_to_end_with_a_whole_word_does() -> None:
    """The line that a page ends with: the rest of the paragraph follows from it."""
    text = words("aaa bbb cc ddddddd eeeee ffff gg", "dd|ddddd")
    first, *_ = lines(text, best_lines(text, justified(12)))
    assert first == "aaa bbb cc dd"
    first, *_ = lines(text, best_lines(text, justified(12), whole={0}))
    assert first == "aaa bbb cc"


def test_lines_may_be_found_from_a_line_on() -> None:
    """Those before it stand on another page, and stay."""
    text = words("aaaa bbbb cccc dddd eeee ffff gggg hhhh")
    rest = best_lines(text, justified(14), begin=1)
    assert rest is not None
    assert rest.ends[0].start > text.stops[1].start
    assert lines(text, rest)[1].startswith(text.text[rest.ends[0].start : rest.ends[0].start + 4])


def test_a_heading_has_lines_of_like_length() -> None:
    """The last is not a scrap, for nothing is justified in it."""
    text = words("aaaaa bbbbb ccccc ddddd eeeee fffff")
    rooms = Rooms(155.0, 155.0, justified=False, even=True)
    assert [len(line.split()) for line in lines(text, best_lines(text, rooms))] == [3, 3]


def test_a_heading_has_no_more_lines_than_it_must_have() -> None:
    """Though three of them would be of the same length."""
    text = words("aaaa bbbb cc dddd")
    rooms = Rooms(60.0, 60.0, justified=False, even=True)
    assert len(lines(text, best_lines(text, rooms))) == 2


def test_letters_stand_closer_only_where_a_line_would_be_loose() -> None:
    """Line by line, and a hundredth of an em at most."""
    even = best_lines(words("aaaa bbbb cccc dddd eeee ffff gggg hhhh"), justified(18))
    assert even
    assert set(even.trackings_em) == {0}
    hard = best_lines(words("aaa bbb ccc ddddddd aaa bbb ccc dddd eeeeeeee ff"), justified(18))
    assert hard
    assert len(hard.trackings_em) == hard.lines
    assert hard.trackings_em == (0.0, 0.01, 0.0)


def test_good_lines_are_found_without_asking_for_hyphens() -> None:
    """And none are where a line would be wide."""
    even, hard = words("aaaa bbbb cccc dddd eeee ffff gggg hhhh"), words("aa bb ccccccccccc dd ee ff gg")
    rooms = Rooms(66.0, 66.0, justified=True)
    assert good_lines(even, rooms) == best_lines(even, rooms)
    assert good_lines(hard, justified(11)) is None


def test_a_word_longer_than_the_measure_is_left_to_the_setter() -> None:
    """There are no ends to find."""
    text = words("aaaa bbbbbbbbbbbbbbbbbbbbbbbbb cc")
    assert best_lines(text, justified(12)) is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("one two", []),
        ("yes—no", ["yes—"]),
        ("well-kept", ["well-"]),
        ("1914-18", []),
        ("org/\u200bmay", ["org/\u200b"]),
        ("— so", []),
        ("well-kept minutes-book", ["well-", "well-kept minutes-"]),
        ("mill-group@harbour.example", []),
        ("https://mill-group.example/no-cuts", []),
        ("mill-group.example", []),
        ("example.\u200borg/\u200bno-cuts", ["example.\u200b", "example.\u200borg/\u200b"]),
        ("mill-group.example—so", ["mill-group.example—"]),
    ],
)
def test_lines_end_after_dashes(text: str, ends: list[str]) -> None:
    """A dash stays with the word before it, figures stay together, and an address’s own hyphens end no line."""
    assert [text[:place] for place in find_dashes(text)] == ends


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("responsibility", ["re", "respons", "responsib", "responsibil"]),
        ("we ask Responsibly", []),
        ("so. Responsibly", ["so. Re", "so. Respons"]),
        ("meetings@responsibility.example", []),
        ("(see https://responsibility.example/meetings) rented", ["(see https://responsibility.example/meetings) ren"]),
        ("at www.responsibility.example", []),
    ],
)
def test_words_are_cut_where_their_language_parts_them(text: str, cuts: list[str]) -> None:
    """Two letters at least before, three after; a name, but no first word, is said to be one; no address is cut."""
    assert [text[:place] for place, in_name in find_cuts(text, "en", (5, 2, 3)) if not in_name] == cuts


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("press@harbour.example", ["press@", "press@harbour."]),
        ("(https://harbour.example/no-cuts)", ["(https://", "(https://harbour.", "(https://harbour.example/"]),
        ("at www.harbour.example.", ["at www.", "at www.harbour."]),
        ("a@b.example", ["a@b."]),
        ("and/or, i.e. so", []),
    ],
)
def test_addresses_are_parted_after_their_signs(text: str, ends: list[str]) -> None:
    """With no hyphen: whoever types them types what stands there."""
    assert [text[:place] for place in find_joints(text)] == ends


LARGE = ("de_DE", "hu_HU", "nl_NL", "pl_PL", "cs_CZ")
"""Dictionaries that take long to read."""


@pytest.mark.parametrize(
    "language", ["en_GB", "fr", "ru_RU", "it_IT", *(pytest.param(name, marks=pytest.mark.slow) for name in LARGE)]
)
def test_words_are_cut_as_pyphen_cuts_them(language: str) -> None:
    """Patterns are read when a word asks for them, and are the same."""
    path = pyphen.LANGUAGES[language]
    ours, theirs = read_patterns(path), pyphen.HyphDict(path)
    letters = "".join(letter for pattern in list(theirs.patterns)[::97] for letter in pattern if letter.isalpha())
    words = [*(letters[start : start + 13] for start in range(0, len(letters), 7)), "responsibility", "Ärzte", ""]
    for word in words:
        found = [(int(place), place.data) for place in ours.positions(word)]
        assert found == [(int(place), place.data) for place in theirs.positions(word)]


def test_lines_can_be_counted_upon_where_a_page_ends_with_a_whole_word() -> None:
    """Without its hyphen the first line leaves more for the others; still there may be as many of them."""
    text = words("aa bb ccc dddd e ffffff gggg hhh ii jj kkkk llll mmmm nn oo", "fff|fff")
    usual, whole = (break_into(text, justified(20), most=3, whole=these)[3] for these in ((), (0,)))
    assert [end.joint for end in usual.ends][:1] == ["hyphen"]
    assert [end.joint for end in whole.ends][:1] == ["space"]


@pytest.mark.parametrize("ragged", [False, True])
def test_a_bound_leaves_out_what_costs_more_and_nothing_else(ragged: bool) -> None:  # noqa: FBT001 - drawn
    """The others have the same line ends as without."""
    for seed in range(12):
        chance = Random(seed)  # noqa: S311 - a text, not a secret
        text = words(" ".join("x" * chance.randint(1, 9) for _ in range(60)))
        rooms = Rooms(200.0, 210.0, justified=not ragged)
        free = break_into(text, rooms, most=14)
        bound = sorted(broken.cost for broken in free.values())[len(free) // 2] if free else 0.0
        within = {count: broken for count, broken in free.items() if broken.cost <= bound}
        assert break_into(text, rooms, most=14, bound=bound) == within
    assert len(within) > 0
