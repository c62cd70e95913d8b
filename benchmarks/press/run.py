"""Time and size of saddle-stitched booklets beside other imposers: `python benchmarks/press/run.py`.

Every tool gets the same A5 files and makes A4 sheets of them, in a process of its own; the best of five runs
counts. Tools that are not installed are named and left out. PDFIMPOSE, PDFCPU and PDFJAM may name their programs.
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
from typing import Final

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

sys.path.insert(0, str(Path(__file__).parents[2]))

from pamphlet.press.lettering import Lettering
from pamphlet.units import PAPERS, mm_to_pt

COUNTS: Final = (16, 64, 400)
RUNS: Final = 5
LINES: Final = 38
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
    """A page of made-up words."""
    lines = []
    for _ in range(LINES):
        words = ("".join(random.choices("etaoinshrdlucmfwyp", k=random.randint(2, 9))) for _ in range(9))
        lines.append(f"0 -13 Td {lettering.show(' '.join(words))} Tj")
    return f"BT /F 10 Tf 45 550 Td {' '.join(lines)} ET"


def find_tools() -> dict[str, Command | None]:
    """How each tool is called; None for what is not installed."""
    callers: dict[str, Callable[[str, str, str], list[str]]] = {
        "pdfimpose": lambda tool, source, target: [tool, "saddle", "--signature", "2x1", "-o", target, source],
        "pdfcpu": lambda tool, source, target: [tool, "booklet", "--", "formsize:A4", target, "2", source],
        "pdfjam": lambda tool, source, target: [tool, "--landscape", "--booklet", "true", "-o", target, source],
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


def measure(command: Command, source: Path, folder: Path) -> tuple[float, int]:
    """The best time in seconds, and the size of what was made."""
    target = folder / "sheets.pdf"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command(source, target), check=True, capture_output=True, env=environment)
        times.append(time.perf_counter() - start)
    return min(times), target.stat().st_size


def main() -> None:
    """Print a table."""
    tools = find_tools()
    print("| pages | tool | seconds | size (kB) | source (kB) |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for pages in COUNTS:
            source = folder / f"{pages}.pdf"
            source.write_bytes(make_source(pages))
            for tool, command in tools.items():
                if command:
                    seconds, size = measure(command, source, folder)
                    print(
                        f"| {pages} | {tool} | {seconds:.2f} | {size / 1000:.0f} | {source.stat().st_size / 1000:.0f} |"
                    )
    print("\nNot installed:", ", ".join(tool for tool, command in tools.items() if not command) or "none")


if __name__ == "__main__":
    main()
