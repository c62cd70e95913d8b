"""Where the lines of a paragraph end, by arithmetic alone: words of known width, a measure, and the best ends."""

from __future__ import annotations

import pytest

from pamphlet.renderers.pdf.linebreaking import Broken, Rooms, Words, best_lines, break_lines, find_opportunities

LETTER_PT = 5.0


def words(text: str, *cuts: str) -> Words:
    """A text of ten points in which each letter is half an em wide; a bar in `cuts` says where a word may be cut."""
    places = [(text.index(cut.replace("|", "")) + cut.index("|"), False) for cut in cuts]
    widths = tuple(0.0 if letter == " " else LETTER_PT for letter in text)
    found = tuple(find_opportunities(text, places, frozenset()))
    return Words(text, widths, widths, found, space_pt=2.5, hyphen_pt=2.5, size_pt=10)


def lines(text: Words, broken: Broken | None) -> list[str]:
    """What stands on each line."""
    assert broken is not None
    starts = [0, *(end.start for end in broken.ends)]
    stops = [*(end.end for end in broken.ends), len(text.text)]
    return [text.text[start:stop] for start, stop in zip(starts, stops, strict=True)]


def justified(letters: int) -> Rooms:
    """A measure of so many letters."""
    return Rooms(letters * LETTER_PT, letters * LETTER_PT, justified=True)


def test_lines_are_even_as_a_whole() -> None:
    """Filling the first line would leave the second loose; the best ends share the white."""
    text = words("aaa bbb cc ddddddd eee ffff gg")
    first, *_ = lines(text, best_lines(text, justified(11), most_lines=5))
    assert first == "aaa bbb cc"


def test_no_word_stands_alone_on_the_last_line() -> None:
    """The one before it comes along."""
    text = words("aaaa bbbb cccc dddd eeee ffff gggg")
    assert len(lines(text, best_lines(text, justified(14), most_lines=4))[-1].split()) > 1


def test_a_word_is_cut_where_it_may_be() -> None:
    """Rather than leave a line very loose."""
    text = words("aa bb ccccccccccc dd ee ff gg", "ccccc|cccccc")
    assert lines(text, best_lines(text, justified(11), most_lines=5))[0].endswith("ccccc")


def test_three_lines_in_a_row_never_end_in_hyphens() -> None:
    """However tempting: two are the most."""
    text = words(" ".join(f"{letter * 9}" for letter in "abcdefghijkl"), *(f"{c * 4}|{c * 5}" for c in "abcdefghijkl"))
    for broken in break_lines(text, justified(14), most_lines=16).values():
        joints = "".join("-" if end.joint == "hyphen" else " " for end in broken.ends)
        assert "---" not in joints


def test_a_heading_has_lines_of_like_length() -> None:
    """The last is not a scrap, for nothing is justified in it."""
    text = words("aaaaa bbbbb ccccc ddddd eeeee fffff")
    rooms = Rooms(155.0, 155.0, justified=False, even=True)
    assert [len(line.split()) for line in lines(text, best_lines(text, rooms, most_lines=2))] == [3, 3]


def test_letters_stand_closer_only_where_a_line_would_be_loose() -> None:
    """A hundredth of an em at most."""
    even = words("aaaa bbbb cccc dddd eeee ffff gggg hhhh")
    assert best_lines(even, justified(18), most_lines=4).tracking_em == 0  # type: ignore[union-attr] # there is one
    hard = words("aaaaaaa bbbbbbb cccccccc ddddddddddd eeeee fff")
    assert abs(best_lines(hard, justified(17), most_lines=4).tracking_em) <= 0.01  # type: ignore[union-attr] # as above


def test_a_word_longer_than_the_measure_is_left_to_the_setter() -> None:
    """There are no ends to find."""
    text = words("aaaa bbbbbbbbbbbbbbbbbbbbbbbbb cc")
    assert best_lines(text, justified(12), most_lines=5) is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [("one two", ["one"]), ("yes—no", ["yes—"]), ("well-kept", ["well-"]), ("1914-18", []), ("— so", ["—"])],
)
def test_lines_end_after_spaces_and_dashes(text: str, ends: list[str]) -> None:
    """A dash stays with the word before it, and figures stay together."""
    assert [text[: place.end] for place in find_opportunities(text, [], frozenset())] == ends
