"""What an edition says of itself for catalogues."""

from __future__ import annotations

import pytest

from pamphlet.edition import parse_settings
from pamphlet.errors import PamphletError
from pamphlet.identifiers import is_wrong_isbn, parse_identifier


@pytest.mark.parametrize(
    ("written", "scheme", "uri", "label"),
    [
        ("978-3-16-148410-0", "isbn", "urn:isbn:9783161484100", "ISBN 978-3-16-148410-0"),
        ("ISBN 9783161484100", "isbn", "urn:isbn:9783161484100", "ISBN 9783161484100"),
        ("urn:isbn:0-306-40615-2", "isbn", "urn:isbn:0306406152", "ISBN 0-306-40615-2"),
        ("10.5555/wells.3", "doi", "https://doi.org/10.5555/wells.3", "https://doi.org/10.5555/wells.3"),
        ("https://dx.doi.org/10.5555/w", "doi", "https://doi.org/10.5555/w", "https://doi.org/10.5555/w"),
        ("urn:uuid:6f1c2b1e", "other", "urn:uuid:6f1c2b1e", "urn:uuid:6f1c2b1e"),
        ("WP 3", "other", "WP 3", "WP 3"),
    ],
)
def test_an_identifier_is_known_by_its_form(written: str, scheme: str, uri: str, label: str) -> None:
    """In every spelling; what has no known form stays as it is."""
    assert parse_identifier(written) == (scheme, uri, label)


@pytest.mark.parametrize(
    ("written", "wrong"),
    [("978-3-16-148410-1", True), ("ISBN 12", True), ("978-3-16-148410-0", False), ("W 12", False)],
)
def test_a_false_figure_in_an_isbn_is_found(written: str, wrong: bool) -> None:  # noqa: FBT001 - a truth table
    """By the last of them, which is the check of the others."""
    assert is_wrong_isbn(written) is wrong


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[contributors]]\nname = "Mira"\nrole = "boss"', "edition.toml:3: no role is called “boss”"),
        ('[[contributors]]\nrole = "editor"', "edition.toml:1: a contributor has no name"),
        ('[[contributors]]\nnmae = "Mira"', "edition.toml:2: `nmae` is no key of [contributors]; did you mean `name`?"),
        ('identifier = "978-3-16-148410-1"', "edition.toml:1: “978-3-16-148410-1” is no ISBN"),
        ("[series]\nposition = 3", "edition.toml:1: the series has no name"),
        ('[evaluation]\nconforms_to = "yes"', "edition.toml:1: nobody is named who evaluated the e-book"),
        ('[evaluation]\nevaluator = "Us"\nconforms_to = "yes"', "edition.toml:3: `conforms_to` is “yes”"),
        ('[epub]\nfonts = "yes"', "edition.toml:2: `epub.fonts` is text in quotes; it wants true or false"),
    ],
)
def test_what_would_stand_wrong_in_a_catalogue_is_refused(text: str, message: str) -> None:
    """In one sentence, at its line."""
    with pytest.raises(PamphletError) as error:
        parse_settings(text, "edition.toml")
    assert str(error.value).startswith(message)
