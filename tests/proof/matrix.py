"""Every inline in every place where words can stand, and every block in every other → statements in four languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

# What may stand among words? Each holds words of its own, so that one that is lost is missed.
INLINES: Final[Mapping[str, str]] = {
    "emphasis": "*amber*",
    "underlined emphasis": "_amber lamp_",
    "strong": "**amber**",
    "strong in emphasis": "*amber **beacon** lamp*",
    "emphasis in strong": "**amber *beacon***",
    "both": "***amber***",
    "stress inside a word": "am*ber*ing",
    "stress at a word's end": "am**ber**",
    "stress that ends in a point": "**amber.**",
    "code": "`amber`",
    "code of two words": "`amber = lamp`",
    "code with marks": "`*amber* [lamp](x)`",
    "double code": "``am`ber``",
    "link": "[amber](https://harbour.example/lamps)",
    "link of more words": "[the *amber* lamps](https://harbour.example/lamps?of=quay&at=night)",
    "strong link": "**[amber](https://harbour.example/lamps)**",
    "link with brackets": "[amber](https://harbour.example/lamps_(quay))",
    "link in angles": "[amber](<https://harbour.example/lamps>)",
    "link by a label": "[amber][harbour]",
    "link by itself": "[harbour]",
    "link by itself, in full": "[harbour][]",
    "link of code": "[`amber`](https://harbour.example/lamps)",
    "link to a mail": "[amber](mailto:lamps@harbour.example)",
    "link to a telephone": "[amber](tel:+441632960000)",
    "link to a place in the text": "[amber](#quay)",
    "link to nothing": "[amber]()",
    "address in angles": "<https://harbour.example/lamps>",
    "mail in angles": "<lamps@harbour.example>",
    "address": "https://harbour.example/lamps/of/the/quay",
    "long address": "https://harbour.example/lamps/of/the/quay/and/of/the/pier/2031-05-01_amber.html?light=amber&hour=22",
    "mail": "lamps@harbour.example",
    "note": "amber[^a]",
    "note behind a point": "amber.[^a]",
    "two notes": "amber[^a] and beacon[^b]",
    "call of no note": "amber[^nobody]",
    "brackets": "[amber] and [beacon]",
    "brackets and round ones": "[amber] (beacon)",
    "brackets in brackets": "[amber [beacon] lamp]",
    "an unknown label": "[amber][beacon]",
    "an insertion": "we [the crew] met",
    "an ellipsis in brackets": "amber […] beacon",
    "superscript": "amber² and 5 m³",
    "ordinals": "the 1^st^ and H~2~O",
    "tildes": "~~amber~~",
    "equals": "==amber==",
    "language": "[lampe d’ambre]{lang=fr}",
    "language in emphasis": "*[lampe]{lang=fr} amber*",
    "abbreviation": '[NHS]{abbr="National Health Service"}',
    "reference by name": "Amber &amp; Beacon",
    "reference by number": "Amber &#233;t&#xe9;",
    "no reference": "Amber & Beacon &nonsense; AT&T",
    "escapes": r"\*amber\* \_lamp\_ \[quay\] 2 \> 1 \# \` \\",
    "element": "<b>amber</b>",
    "element with attributes": '<span class="lamp">amber</span>',
    "break element": "amber<br>lamp",
    "comment": "amber <!-- beacon --> lamp",
    "less and more": "1 < 2 > 0 and a<b",
    "stars apart": "2 * 3 * 4",
    "underlines": "amber_lamp_light and __init__",
    "dollars": "$amber$ and 5$",
    "per cent": "40% & 50 % of 3 °C",
    "a hyphen": "well-known right-wing amber-lamp",
    "a range": "1914–1918 and 10-12",
    "a dash": "amber -- lamp — light - dark",
    "quotation marks": "\"amber\" 'lamp' “light” ‘dark’ «nuit»",
    "an apostrophe": "rock 'n' roll in the '90s, it's the crews' lamp",
    "an ellipsis": "amber... and so on . . .",
    "a soft hyphen": "am\u00adber",
    "no-break spaces": "5\u00a0000\u202f€",
    "accents apart": "cafe\u0301 nai\u0308ve",
    "numbers": "1,000,000.50 and 1 000 000",
    "a fraction": "½ and 3/4",
    "an emphasised address": "*https://harbour.example*",
    "a hashtag": "#amber and @lamp and C# and F#",
    "a word of fifty letters": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau",
    "letters without vowels": "bcdfghjklmnpqrstvwxzbcdfghjklmnpqrstvwxzbcdfghjklmnpqrstvwxz",
    "slashes": "and/or he/she lamp/light/amber/beacon/quay",
    "a colon": "amber: lamp; light",
    "bars": "amber \\| lamp",
    "a task": "[x] amber",
    "spelled capitals": "A M B E R",
    "capitals": "AMBER LAMP",
    "a name of a file": "amber_lamp.md and lamp\\amber",
    "Greek": "Αθήνα λόγος",
    "Cyrillic": "фонарь",
    "a picture among words": "amber ![a lamp](lamp.png) lamp",
}

# Where may words stand? Two lines of plain words keep each place from being taken for another.
PLACES: Final[Mapping[str, str]] = {
    "paragraph": "We stood {0} at the quay and waited.",
    "first words": "{0} stood at the quay and waited.",
    "last words": "We stood at the quay and waited for {0}",
    "heading": "## Of {0}\n\nAnd of the quay.",
    "item": "- We stood {0} there.\n- And waited.",
    "loose item": "- We stood {0} there.\n\n- And waited.",
    "numbered item": "1. We stood {0} there.\n2. And waited.",
    "inner item": "- We stood.\n    - And waited {0} there.\n- And left.",
    "quotation": "> We stood {0} there.\n\nSaid Ada.",
    "source of a quotation": "> We stood there.\n>\n> — Ada {0} Brook",
    "verse": "```\nWe stood {0} there\n  and waited\n```",
    "indented verse": "We heard:\n\n    We stood {0} there\n      and waited",
    "broken lines": "We stood {0} there  \nand waited  \nfor the tide.",
    "table": "| Lamp | Light |\n|:-----|------:|\n| {0} | quay |\n| pier | {0} lit |",
    "narrow table": "| A | B | C | D | E | F |\n|---|---|---|---|---|---|\n| a | b | {0} | d | e | f |",
    "table's header": "| Lamp | {0} |\n|------|-------|\n| quay | pier |",
    "demands": "::: demands\n- We want {0} now.\n- And more.\n:::",
    "pull quote": "::: pull\nWe stood {0} there.\n:::",
    "slip": "::: slip\nName ________ {0} here\n:::",
    "passage": "::: {{lang=fr}}\n\nNous {0} attendons.\n\n:::",
    "note": "We stood.[^c]\n\n[^c]: And waited {0} there.",
}

DEFINITIONS: Final = "[^a]: A note of amber.\n\n[^b]: A note of beacons.\n\n[harbour]: https://harbour.example\n"

# Which blocks may stand in which?
BLOCKS: Final[Mapping[str, str]] = {
    "paragraph": "The lamp is lit.",
    "two paragraphs": "The lamp is lit.\n\nThe tide is out.",
    "heading": "### A heading of lamps\n\nThe lamp is lit.",
    "bulleted list": "- one lamp\n- two lamps",
    "loose list": "- one lamp\n\n- two lamps",
    "numbered list": "1. one lamp\n2. two lamps",
    "list from five": "5. five lamps\n6. six lamps",
    "nested list": "- one lamp\n    - its wick\n    - its oil\n- two lamps",
    "deeper list": "- one lamp\n    - its wick\n        - of wool\n- two lamps",
    "list of paragraphs": "- one lamp\n\n    and its oil\n\n- two lamps",
    "lettered list": "(a) one lamp\n(b) two lamps",
    "quotation": "> The lamp is lit.\n>\n> — Ada Brook",
    "quotation of a list": "> The lamps:\n>\n> - one lamp\n> - two lamps",
    "nested quotation": "> The lamp\n>\n> > is lit",
    "verse": "```\nThe lamp is lit\n    and no one sees\n```",
    "indented verse": "    The lamp is lit\n      and no one sees",
    "table": "| Lamp | Light |\n|------|------:|\n| quay | 40 m |\n| pier | 50 m |",
    "rule": "One lamp.\n\n---\n\nTwo lamps.",
    "broken lines": "The lamp is lit  \nand no one sees",
    "escaped line ends": "The lamp is lit\\\nand no one sees",
    "picture": '![a lamp](lamp.png "The lamp of 1903")',
}
LAMP: Final = "The keeper says:\n\n"
OUTER: Final[Mapping[str, tuple[str, str]]] = {  # what opens it, and what stands before each of its lines
    "text": ("", ""),
    "item": ("- The keeper says:\n\n", "    "),
    "numbered item": ("1. The keeper says:\n\n", "    "),
    "inner item": ("- The keeper\n\n    - says:\n\n", "        "),
    "quotation": ("> The keeper says:\n>\n", "> "),
    "note": ("The keeper[^k] says.\n\n[^k]: Namely:\n\n", "    "),
    "passage": ("::: {lang=fr}\n\n", ""),
    "box": ("::: demands\n", ""),
}
CLOSING: Final[Mapping[str, str]] = {"passage": "\n\n:::", "box": "\n:::"}

# The same small words in the languages that the program speaks, so that each is hyphenated and marked as its own.
HEADS: Final[Mapping[str, str]] = {
    "en": "The keepers of the lamp are asked for nothing but the night.",
    "de": "Die Wärterinnen der Lampe fragt niemand nach der Nacht, sagte „Ada“.",
    "fr": "Les gardiens de la lampe ne demandent rien : la nuit, « rien » !",
    "es": "A los guardianes de la lámpara nadie les pregunta, ¿verdad?",
}


def statements(language: str) -> Iterator[tuple[str, str]]:
    """The name of each statement, and its source: one an inline, and one a kind of block that holds others."""
    for name, words in INLINES.items():
        yield name, _stated(language, name, "\n\n".join(_placed(words)))
    for name in OUTER:
        yield f"blocks in {name}", _stated(language, f"Of {name}", "\n\nAnd so on.\n\n".join(_nested(name)))


def _stated(language: str, title: str, text: str) -> str:
    called = title.replace("'", "")
    return f"---\ntitle: On {called}\nlanguage: {language}\n---\n\n{HEADS[language]}\n\n{text}\n\n{DEFINITIONS}"


def _placed(words: str) -> Iterator[str]:
    for number, place in enumerate(PLACES.values()):
        yield f"Place {number}."
        yield place.format(words)


def _nested(outer: str) -> Iterator[str]:
    opening, margin = OUTER[outer]
    for number, block in enumerate(BLOCKS.values()):
        if "[^k]" in opening and number:
            yield _within(opening.replace("[^k]", f"[^k{number}]"), margin, block)
        else:
            yield _within(opening, margin, block) + CLOSING.get(outer, "")


def _within(opening: str, margin: str, block: str) -> str:
    return opening + "\n".join(f"{margin}{line}".rstrip() for line in block.split("\n"))
