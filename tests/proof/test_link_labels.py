"""What of a link is a word of the text: its words, and neither its label, its target nor its title."""

from __future__ import annotations

import pytest

from pamphlet.model import Line
from pamphlet.proof.words import words_of_lines

DEFINED = "[quay]: https://harbour.example"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (("See [here][quay] now.", DEFINED), "See here now"),
        (("See [here][Quay] now.", DEFINED), "See here now"),
        (("See the [quay][] now.", DEFINED), "See the quay now"),
        (("See the [quay] now.", DEFINED), "See the quay now"),
        (("See [here][quay].", f'{DEFINED} "Our harbour"'), "See here"),
        (('See [here](https://harbour.example "Our harbour").',), "See here"),
        (("See [here](https://harbour.example 'Our harbour').",), "See here"),
        (('[here](https://harbour.example "a \\" b")',), "here"),
        (('![A boat](boat.png "Our harbour")',), "A boat Our harbour"),
        (("![A boat][quay]", '[quay]: boat.png "Our harbour"'), "A boat Our harbour"),
        (("He wrote [sic][Ada] then.",), "He wrote sic Ada then"),
        (("[Ada]: Yes",), "Ada Yes"),
    ],
)
def test_the_words_of_a_link_count_and_what_serves_it_does_not(source: tuple[str, ...], words: str) -> None:
    """A picture's title is its caption; a label that leads nowhere is words."""
    lines = [Line(number, text) for number, text in enumerate(source, start=1)]
    assert " ".join(word.text for word in words_of_lines(lines)) == words
