"""Time and size of saddle-stitched booklets beside other imposers: `python benchmarks/press/run.py`.

Every tool gets the same A5 files and makes A4 sheets of them, in a process of its own. The tools take turns, so that
whatever else the machine does falls on all of them, and the median counts, and that of the ratios of each turn. Tools
that are not installed are named and left out. PDFIMPOSE, PDFCPU and PDFJAM may name their programs.
"""
# ruff: noqa: INP001, S311, S603, T201 - a script: it prints, starts other programs, and makes up words

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median
from typing import Final, NamedTuple

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

sys.path.insert(0, str(Path(__file__).parents[2]))

from pamphlet.press.lettering import Lettering
from pamphlet.units import PAPERS, mm_to_pt

COUNTS: Final = (16, 64, 400)
RUNS: Final = 5
LINES: Final = 38
MEASURE_PT: Final = 330
OURS: Final = """
import sys
from pathlib import Path
from pamphlet.press import PressJob, press_pdf
source, target = map(Path, sys.argv[1:])
target.write_bytes(press_pdf(source.read_bytes(), PressJob()).pdf)
"""

WHOLE: Final = """
import sys
from pathlib import Path
from pamphlet.cli.commands import program
source, target = map(Path, sys.argv[1:])
program(["press", str(source), "--sheet", "A4", "-o", str(target.parent / "made")], standalone_mode=False)
(target.parent / "made" / f"{source.stem}-booklet.pdf").replace(target)
"""

Command = Callable[[Path, Path], list[str]]


def make_source(pages: int) -> bytes:
    """Pages full of text in one embedded font, with a grey picture on every eighth."""
    random, lettering, pdf = Random(1871), Lettering(), Pdf.new()
    size = tuple(mm_to_pt(length) for length in PAPERS["A5"])
    contents = [write_page(random, lettering) for _ in range(pages)]
    font = lettering.embed(pdf)
    picture = pdf.make_stream(random.randbytes(300 * 200))
    picture.Type, picture.Subtype, picture.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    picture.Width, picture.Height, picture.BitsPerComponent = 300, 200, 8
    for number, content in enumerate(contents):
        page = pdf.add_blank_page(page_size=(size[0], size[1]))
        page.obj.TrimBox = Array([0, 0, *(round(length, 3) for length in size)])
        page.obj.Resources = Dictionary(Font=Dictionary(F=font), XObject=Dictionary(P=picture))
        drawn = b" q 150 0 0 100 50 20 cm /P Do Q" if number % 8 == 0 else b""
        page.obj.Contents = pdf.make_stream(content.encode("ascii") + drawn)
    file = BytesIO()
    pdf.save(file, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return file.getvalue()


def write_page(random: Random, lettering: Lettering) -> str:
    """A page of made-up words, between margins of 45 points: creep must not cut them."""
    lines = []
    for _ in range(LINES):
        line = ""
        while lettering.width_em(line) * 10 < MEASURE_PT - 45:
            line += " " + "".join(random.choices("etaoinshrdlucmfwyp", k=random.randint(2, 9)))
        lines.append(f"0 -13 Td {lettering.show(line.strip())} Tj")
    return f"BT /F 10 Tf 45 550 Td {' '.join(lines)} ET"


def find_tools() -> dict[str, Command | None]:
    """How each tool is called; None for what is not installed."""
    callers: dict[str, Callable[[str, str, str], list[str]]] = {
        "pdfimpose": lambda tool, source, target: [tool, "saddle", "--signature", "2x1", "-o", target, source],
        "pdfcpu": lambda tool, source, target: [tool, "booklet", "--", "formsize:A4", target, "2", source],
        "pdfjam": lambda tool, source, target: [
            *(
                tool,
                "--latex",
                shutil.which("xelatex") or "pdflatex",
                "--landscape",
                "--booklet",
                "true",
                "-o",
                target,
                source,
            )
        ],
    }
    tools: dict[str, Command | None] = {
        "pamphlet": lambda source, target: [sys.executable, "-c", OURS, str(source), str(target)],
        "pamphlet press": lambda source, target: [sys.executable, "-c", WHOLE, str(source), str(target)],
    }
    for name, call in callers.items():
        program = shutil.which(os.environ.get(name.upper(), name))
        tools[name] = partial(call_tool, call, program) if program else None
    return tools


def call_tool(call: Callable[[str, str, str], list[str]], program: str, source: Path, target: Path) -> list[str]:
    """The command line of another tool."""
    return call(program, str(source), str(target))


class Measured(NamedTuple):
    """The times of each turn in seconds, and the size of what was made in bytes."""

    seconds: list[float]
    size: int


def measure(command: Command, source: Path, folder: Path) -> tuple[float, int]:
    """How long one run takes, and how large the file is."""
    target = folder / "sheets.pdf"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    start = time.perf_counter()
    subprocess.run(command(source, target), check=True, capture_output=True, env=environment)
    return time.perf_counter() - start, target.stat().st_size


def take_turns(tools: dict[str, Command], source: Path, folder: Path) -> dict[str, Measured]:
    """Each tool in each turn."""
    turns = [{tool: measure(command, source, folder) for tool, command in tools.items()} for _ in range(RUNS)]
    return {tool: Measured([turn[tool][0] for turn in turns], turns[-1][tool][1]) for tool in tools}


def tell_row(pages: int, tool: str, measured: dict[str, Measured], source: int) -> str:
    """A row of the table: times, times beside ours, sizes beside the source."""
    one = measured[tool]
    ratio = median(theirs / ours for theirs, ours in zip(one.seconds, measured["pamphlet"].seconds, strict=True))
    figures = f"{median(one.seconds):.2f} | {ratio:.2f} | {one.size / 1000:.0f} | {one.size / source:.2f}"
    return f"| {pages} | {tool} | {figures} |"


def main() -> None:
    """Print a table."""
    found = find_tools()
    tools = {tool: command for tool, command in found.items() if command}
    print("| pages | tool | seconds | of ours | size (kB) | of the pages |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for pages in COUNTS:
            source = folder / f"{pages}.pdf"
            source.write_bytes(make_source(pages))
            measured = take_turns(tools, source, folder)
            for tool in tools:
                print(tell_row(pages, tool, measured, source.stat().st_size), flush=True)
    print("\nNot installed:", ", ".join(tool for tool in found if tool not in tools) or "none")


if __name__ == "__main__":
    main()
