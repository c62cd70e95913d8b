"""A number and a seed → an edition of that many invented statements: `python benchmarks/speed/corpus.py 200 FOLDER`.

Every statement has a title, who signed it, a date and some 900 words; every second one a heading, every third a list.
The same number and seed give the same bytes on every machine.
"""
# ruff: noqa: INP001, S311, T201, SIM905 - a script: it prints, and makes up sentences from lists of words

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import Final

SEED: Final = 1
WORDS_IN_STATEMENT: Final = (800, 1000)

NAMES: Final = "Ada Ben Cora Dev Esme Femi Gwen Hari Ines Joel Kemi Lena Milo Nora Omar Pia Rosa Sami Tess Uma".split()
PLACES: Final = (
    "Harbour Street|Mill Lane|the Old Quay|Orchard Road|the Lower Town|Station Yard|Chapel Hill|the East Docks"
).split("|")
SUBJECTS: Final = (
    "the tenants|our neighbours|the night shift|every bus driver|the library workers|parents at the school gate|"
    "the council|the landlords|people who clean the offices|the young ones|whoever keeps the keys|the assembly|"
    "the cooperative|those who were here before us|the harbour authority|the people upstairs"
).split("|")
VERBS: Final = (
    "asked for|gathered|refused|organised|remembered|wrote down|counted|defended|carried|shared out|opened again|"
    "understood|mended|took home|promised|kept|published|read aloud"
).split("|")
OBJECTS: Final = (
    "a fair rent|clean water|the accounts of the whole year|a warm room for the winter|their responsibilities|"
    "the allotments behind the railway|an afternoon together|every unanswered letter|the right to be heard|"
    "bread and coffee|one decision after another|the transportation plans|information that nobody else had|"
    "the keys of the meeting hall|half of the savings|a list of the broken windows"
).split("|")
ENDINGS: Final = (
    "before anybody else was awake|and nobody went home alone|because no other way was left|"
    "although it took the whole of the spring|as we had agreed in the assembly|for the third time in a year|"
    "without waiting for permission|and it cost less than they had told us|while the rain came through the roof|"
    "so that our children would not have to ask again|in five languages and on one sheet of paper"
).split("|")
QUALITIES: Final = "slow patient stubborn ordinary necessary public common careful noisy unexpected shared".split()
MONTHS: Final = ("January February March April May June July August September October November December").split()


def write_corpus(count: int, folder: Path, *, seed: int = SEED) -> None:
    """An edition.toml and `count` statements in the folder, which is made; what lies there already stays."""
    folder.mkdir(parents=True, exist_ok=True)
    head = f'title = "{count} Statements"\nslug = "statements"\nlanguage = "en"\ndate = 2031-05-01\n'
    contact = '\n[contact]\nname = "The Harbour Group"\nweb = "https://harbour.example"\n'
    # Nobody folds 800 pages into one another: with creep, the innermost would cross the fold.
    press = "\n[press]\npaper_thickness_mm = 0\n"
    (folder / "edition.toml").write_text(head + contact + press, encoding="utf-8")
    for number in range(1, count + 1):
        (folder / f"{number:04}.md").write_text(statement(number, seed=seed), encoding="utf-8")


def statement(number: int, *, seed: int = SEED) -> str:
    """The statement of this number: no other has the same words in the same order."""
    chance = Random(f"{seed}/{number}")
    title = f"{chance.choice(QUALITIES).title()} work in {chance.choice(PLACES)}, {number}"
    signed = f"{chance.choice(NAMES)} {chance.choice(NAMES)}son"
    date = f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {chance.randint(2019, 2030)}"
    paragraphs: list[str] = []
    wanted, words = chance.randint(*WORDS_IN_STATEMENT), 0
    while words < wanted:
        paragraphs.append(" ".join(_sentence(chance) for _ in range(chance.randint(3, 6))))
        words += len(paragraphs[-1].split())
    if number % 3 == 0:
        items = "\n".join(f"- {_sentence(chance)}" for _ in range(4))
        paragraphs.insert(2 * len(paragraphs) // 3, items)
    if number % 2 == 0:
        paragraphs.insert(len(paragraphs) // 2, f"## What {chance.choice(SUBJECTS)} {chance.choice(VERBS)}")
    return "\n\n".join((f"# {title}", f"{signed}  \n{date}", *paragraphs)) + "\n"


def _sentence(chance: Random) -> str:
    begin = f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(OBJECTS)}"
    middle = f", and {chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(OBJECTS)}"
    ending = f" {chance.choice(ENDINGS)}"
    quality = f"; it was {chance.choice(QUALITIES)} and *{chance.choice(QUALITIES)}* work"
    parts = begin, middle if chance.random() < 0.5 else "", ending, quality if chance.random() < 0.2 else ""
    sentence = "".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


if __name__ == "__main__":
    write_corpus(int(sys.argv[1]), Path(sys.argv[2]))
    print(f"{sys.argv[2]}: {sys.argv[1]} statements")
