"""The text of style.toml → what the program must know of a style before its pages are set."""

from __future__ import annotations

import re
import tomllib

import msgspec
from msgspec import Struct

from pamphlet.accent import ADVICE, refusal
from pamphlet.errors import PamphletError


class PageMeasures(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[page]` table of style.toml: how a style's text differs from what the page's width suggests.

    `text_scale` makes a face larger or smaller that looks otherwise than its size says; `text_pt` and `leading_pt`
    fix both, whatever the page. A measure is `measure_share` of the page and no wider than `widest_em` ems of the
    text; `gutter_share` of the white that this leaves is on the side of the spine. The text on a page is as high as
    `block_share` of it, and `head_share` of the rest stands above. With `title_lines`, each line of a statement's title
    is as wide as the measure, and the whole no higher than so many lines of the text. Running heads are shortened until
    they fit the measure at `running_pt`. The words of tables are `table_scale` ems of the text, and smaller where a
    table would be too wide.
    """

    text_scale: float = 1.0
    text_pt: float = 0.0
    leading_pt: float = 0.0
    widest_em: float = 30.5
    measure_share: float = 0.75
    gutter_share: float = 0.43
    block_share: float = 0.81
    head_share: float = 0.44
    title_lines: int = 0
    running_pt: float = 8.5
    table_scale: float = 0.9


class CoverMeasures(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[cover]` table of style.toml: the room that the sheet leaves to the title and to the list of statements.

    They are millimetres and points on a page of 148 mm, and grow with the page. `title_share` and `list_share` are
    where the title's part ends and the list begins, as shares of the page's height; `picture_share` ends the
    title's part where the cover has a picture, or more statements than the usual part would hold, and `bare_share`
    where nothing stands below; `padding_mm` is what of that part stays white above and below. With
    `fill`, every line of a title is as wide as the measure; with `list_in_measure`, the list reaches no farther to
    the right than the text on a recto; without `small_caps`, no words of the cover are set in any.
    """

    left_mm: float = 18.0
    right_mm: float = 18.0
    title_share: float = 0.56
    picture_share: float = 0.0
    bare_share: float = 0.0
    padding_mm: float = 20.0
    largest_pt: int = 80
    title_leading: float = 1.08
    kicker_pt: float = 13.0
    kicker_leading_pt: float = 18.0
    subtitle_pt: float = 14.0
    subtitle_leading_pt: float = 17.5
    gap_mm: float = 6.0
    list_left_mm: float = 18.0
    list_right_mm: float = 0.0
    list_share: float = 0.635
    list_pt: float = 10.5
    list_leading_pt: float = 14.0
    list_gap_pt: float = 7.0
    foot_mm: float = 20.0
    fill: bool = False
    list_in_measure: bool = False
    small_caps: bool = True


class StyleFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """style.toml: what the program must know of a style before its pages are set.

    `title_font` is the file that sets the cover's title and `text_font` the one that sets the words beside it, so that
    they can be measured; `accent` is the one colour, unless the edition names another.
    """

    title_font: str
    text_font: str = ""
    accent: str = "#000000"
    page: PageMeasures = PageMeasures()
    cover: CoverMeasures = CoverMeasures()


def parse_facts(text: str, where: str) -> StyleFacts:
    """The facts that style.toml states; `where` is its path as the user would type it."""
    try:
        facts = msgspec.convert(tomllib.loads(text), StyleFacts)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        what = str(error).split(" (at ", 1)[0]
        advice = "put text in quotes, one `key = value` a line"
        raise PamphletError(
            f"not valid TOML ({what[:1].lower()}{what[1:]})",
            advice=advice,
            where=where,
            line=int(line[1]) if line else 1,
        ) from None
    except msgspec.ValidationError as error:
        raise _misstated(str(error), text, where) from None
    if what := refusal(facts.accent):
        raise PamphletError(f"the accent {what}", advice=ADVICE, where=where, line=line_stating(text, "accent"))
    return facts


def line_stating(text: str, key: str) -> int:
    """The line, from 1, that first states a key; 1 where none does."""
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if re.match(rf"\s*{re.escape(key)}\s*=", line)), 1)


def _misstated(message: str, text: str, where: str) -> PamphletError:
    """What msgspec found, at the key's line."""
    if unknown := re.search(r"unknown field `(.+?)`", message):
        key, what, advice = unknown[1], f"`{unknown[1]}` is no key of a style", "docs/styles.md names them all"
    elif lacking := re.search(r"missing required field `(.+?)`", message):
        key, what, advice = lacking[1], f"`{lacking[1]}` is lacking", f'add `{lacking[1]} = "…"`'
    else:
        path = re.search(r"`\$\.?([\w.]*)", message)
        key = path[1].rpartition(".")[2] if path else ""
        what, advice = f"`{key}` has a value of another kind", "docs/styles.md says which it wants"
    return PamphletError(what, advice=advice, where=where, line=line_stating(text, key))
