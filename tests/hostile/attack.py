"""A hostile input → what the command made of it: its exit, its words, its time and memory, and whom it spied on."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pamphlet.proof.pdf_text import read_pdf

from .case import Case

CHECKOUT: Final = Path(__file__).parents[2]
CANARY: Final = "Zeppelinkanarienvogel"
"""A word that stands in no text but in the files outside."""
MOST_SECONDS: Final = 120
"""On a machine that does much else; the figures are those of the processor."""
# Run by Python before the command: whoever opens what lies outside, calls somebody or starts a program is written down.
WATCH: Final = """
import os, sys
log, secret = os.environ["HOSTILE_LOG"], os.environ["HOSTILE_SECRET"]
told = {"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"}
asked = {"ldconfig", "gcc", "cc", "ld", "objdump"}  # by ctypes, where a library lies
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        spied = secret in os.path.abspath(os.fsdecode(arguments[0]))
    else:
        spied = event in told and os.path.basename(str(arguments[0])) not in asked
    if spied:
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT), "a") as file:
            file.write(f"{event} {arguments!r}\\n")
sys.addaudithook(watch)
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an input; seconds are those of the processor, memory is the peak of the largest process, in MB."""

    code: int
    said: str
    seconds: float
    megabytes: float
    made: dict[str, bytes]
    spied: str


def attack(case: Case, folder: Path, spy: str) -> Result:
    """Build the edition in a process of its own, as a user would."""
    edition, out, secret = folder / "edition", folder / "out", folder / "secret"
    for empty in (edition, secret, folder / "watch"):
        empty.mkdir()
    for name in ("canary.txt", "canary.png", "style.toml"):
        (secret / name).write_text(f"# {CANARY}\n\n{CANARY} {CANARY}.\n", encoding="utf-8")
    (folder / "watch/sitecustomize.py").write_text(WATCH, encoding="utf-8")
    case.lay_out(edition, secret=secret / "canary.txt", spy=spy)
    environment = os.environ | {
        "PYTHONPATH": f"{folder / 'watch'}:{CHECKOUT}",
        "HOSTILE_LOG": str(folder / "log"),
        "HOSTILE_SECRET": str(secret),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    command = [sys.executable, "-m", "pamphlet", "build", "edition", "-o", "out"]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=said)
        code, seconds, megabytes = _wait(process)
    made = {path.name: path.read_bytes() for path in sorted(out.iterdir())} if out.is_dir() else {}
    log = folder / "log"
    return Result(
        code,
        (folder / "said").read_text(encoding="utf-8", errors="replace"),
        seconds,
        megabytes,
        made,
        log.read_text(encoding="utf-8") if log.exists() else "",
    )


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, float, float]:
    deadline = time.monotonic() + MOST_SECONDS
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000
        if time.monotonic() > deadline:
            process.kill()
            deadline = float("inf")
        time.sleep(0.02)


@contextmanager
def listening() -> Iterator[tuple[str, socket.socket]]:
    """The address of a server, and its socket: nobody may ever call it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", server


def was_called(server: socket.socket) -> bool:
    """Whether anybody waits at the door."""
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def words_of(made: dict[str, bytes]) -> str:
    """All that can be read in finished files."""
    words = []
    for name, content in made.items():
        if name.endswith(".epub"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                words += [archive.read(member).decode(errors="replace") for member in archive.namelist()]
        elif name.endswith(".pdf"):
            read = read_pdf(content)
            words += [word.text for word in (*read.body, *read.notes)]
        else:
            words.append(content.decode(errors="replace"))
    return " ".join(words)
