"""A title → as much of it as a running head holds."""

from __future__ import annotations

import re
from typing import Final

from pamphlet.renderers.pdf.cover import Advance

MOST_WORDS: Final = 7
"""A line of more is taken for text, by eyes that skim and by programs that take pages to pieces."""
LONGEST: Final = 52
# Small caps, spaced, are so much wider than the letters of the title's font.
STRETCH: Final = 1.3
FIRST_CLAUSE: Final = re.compile(r".+?[.!?:;](?=\s)")
# Where a title is cut, no word is left behind that only leads on to the next.
LEADING_ON: Final = frozenset(
    "a an the and or but of in on at by to for from with as is are we our your their its "  # noqa: SIM905 - it reads as text
    "der die das den dem des ein eine und oder im am zu zur zum auf für von vom mit bei "
    "le la les un une du de et ou à au aux en par el los las y o del al por con il lo gli e di da per una "
    "het een van".split()
)
# The small capital of ı is that of i: a copied “Ali” would be Alı once a head has had Diyarbakır. A head cannot set one
# word otherwise than the rest, so such a word stands in capitals; but where ı is a letter of the language, i keeps its
# dot in small capitals too.
DOTLESS: Final = re.compile(r"[^\W\d_]*[ıſ][^\W\d_]*")
WITH_DOTLESS: Final = frozenset({"tr", "az"})


def fit_running_head(title: str, *, language: str, room_em: float, advance: Advance) -> str:
    """A title for the running head: the whole, its first clause, or as many of its words as the measure can hold."""
    told_apart = title if language.partition("-")[0] in WITH_DOTLESS else DOTLESS.sub(_in_capitals, title)
    shortened = (shorten(told_apart, longest) for longest in range(LONGEST, 0, -1))
    return next(head for head in shortened if STRETCH * advance(head) <= room_em)


def _in_capitals(word: re.Match[str]) -> str:
    return word[0].replace("i", "İ" if "ı" in word[0] else "I").upper()


def shorten(title: str, longest: int) -> str:
    """The whole title if it has few words and letters enough, else its first clause or as many words as do."""
    if _fits(title, longest):
        return title
    first = FIRST_CLAUSE.match(title)
    if first and _fits(first[0], longest):
        return first[0].rstrip(".:;")
    words = title.split()
    kept = [words[0][:longest]]
    for word in words[1 : MOST_WORDS - 1]:
        if len(" ".join((*kept, word))) > longest - len(" …"):
            break
        kept.append(word)
    return f"{_cut(kept)} …"


def _fits(text: str, longest: int) -> bool:
    return len(text) <= longest and len(text.split()) <= MOST_WORDS


def _cut(words: list[str]) -> str:
    """The words without those at the end that lead on."""
    kept = len(words)
    while kept > 1 and words[kept - 1].casefold() in LEADING_ON:
        kept -= 1
    return " ".join(words[:kept]).rstrip(",;:–— ")
