"""Names that lead where no edition may reach: in pictures, lists of statements, edition.toml and styles."""

from __future__ import annotations

from typing import Final

from .case import SECRET, SPY, STATEMENT, Case, Link, Pipe, one, settings

NO_NAME: Final = "no name of a file in the edition"
OUTSIDE: Final = "lies outside the edition"
MISSING: Final = "there is no file"

# Which name of a picture is refused, with which words?
PICTURES: Final = {
    "up": ("../secret/canary.png", OUTSIDE),
    "far up": ("../" * 40 + "etc/passwd", OUTSIDE),
    "up from below": ("x/../../secret/canary.png", OUTSIDE),
    "absolute": (SECRET, NO_NAME),
    "system file": ("/etc/passwd", NO_NAME),
    "two slashes": ("//harbour.example/share/p.png", NO_NAME),
    "file address": (f"file://{SECRET}", NO_NAME),
    "file address without a host": ("file:p.png", NO_NAME),
    "web address": (f"{SPY}p.png", NO_NAME),
    "web address in capitals": ("HTTP://harbour.example/p.png", NO_NAME),
    "data address": ("data:image/png;base64,iVBORw0KGgo=", NO_NAME),
    "share": ("\\\\\\\\harbour\\\\share\\\\p.png", ""),
    "drive": ("C:/p.png", NO_NAME),
    "device": ("CON", MISSING),
    "escaped dots": ("%2e%2e/secret/canary.png", MISSING),
    "escaped slash": ("..%2Fsecret%2Fcanary.png", MISSING),
    "home": ("~/p.png", MISSING),
    "variable": ("$HOME/p.png", MISSING),
    "null": ("p.png%00.md", MISSING),
    "long": ("p" * 3000 + ".png", ""),
    "long in parts": ("p/" * 900 + "p.png", ""),
    "folder": (".", MISSING),
    "nothing": ("", MISSING),
    "script address": ("javascript:alert(1)", NO_NAME),
    "template": ("{{p}}.png", MISSING),
}

# Which entry in a list of statements is refused?
STATEMENTS: Final = {
    "up": ("../secret/canary.txt", OUTSIDE),
    "absolute": (SECRET, NO_NAME),
    "process": ("/proc/self/environ", NO_NAME),
    "file address": (f"file://{SECRET}", NO_NAME),
    "web address": (f"{SPY}a.md", NO_NAME),
    "share": ("\\\\\\\\harbour\\\\share\\\\a.md", NO_NAME),
    "pattern": ("*.md", MISSING),
    "standard input": ("-", MISSING),
    "line feed": ("a\\nb.md", NO_NAME),
    "override": ("a\\u202Edm.md", "U+202E"),
    "folder": (".", MISSING),
}


def _picture(name: str, path: str, words: str) -> Case:
    return one(f"a picture named by {name}", "refused", words, f"![A pump](<{path}>)\n")


LINKS: Final = (
    Case(
        "a picture that links out", "refused", OUTSIDE, {"a.md": STATEMENT + "\n![A](p.png)\n", "p.png": Link(SECRET)}
    ),
    Case(
        "a picture in a folder that links out",
        "refused",
        OUTSIDE,
        {"a.md": STATEMENT + "\n![A](d/canary.png)\n", "d": Link("../secret")},
    ),
    Case(
        "a picture that links to a device",
        "refused",
        "",
        {"a.md": STATEMENT + "\n![A](p.png)\n", "p.png": Link("/dev/zero")},
    ),
    Case(
        "a picture that links to itself",
        "refused",
        "",
        {"a.md": STATEMENT + "\n![A](p.png)\n", "p.png": Link("p.png")},
    ),
    Case("a picture that is a pipe", "refused", MISSING, {"a.md": STATEMENT + "\n![A](p.png)\n", "p.png": Pipe()}),
    Case("a statement that links out", "refused", "leads out", {"a.md": Link(SECRET), "b.md": STATEMENT}),
    Case("a statement that links to a system file", "refused", "leads out", {"a.txt": Link("/etc/passwd")}),
    Case("a statement that links to a device", "builds", "", {"a.md": Link("/dev/zero"), "b.md": STATEMENT}),
    Case("a statement that is a pipe", "builds", "", {"a.md": Pipe(), "b.md": STATEMENT}),
    Case("a statement that links nowhere", "builds", "", {"a.md": Link("gone.md"), "b.md": STATEMENT}),
    Case("an edition.toml that links out", "refused", "leads out", {"edition.toml": Link(SECRET), "a.md": STATEMENT}),
    Case("an edition.toml that is a pipe", "builds", "", {"edition.toml": Pipe(), "a.md": STATEMENT}),
    Case(
        "a listed statement that links out",
        "refused",
        "leads out",
        {"edition.toml": 'statements = ["a.md"]\n', "a.md": Link(SECRET)},
    ),
    Case("a folder that links to itself", "builds", "", {"a.md": STATEMENT, "more": Link(".")}),
    Case("folders that link to each other", "builds", "", {"a.md": STATEMENT, "b": Link("c"), "c": Link("b")}),
    Case(
        "statements that link to each other",
        "builds",
        "",
        {"a.md": Link("b.md"), "b.md": Link("a.md"), "c.md": STATEMENT},
    ),
    Case("a statement that links to itself", "refused", "", {"a.md": Link("a.md")}),
    Case(
        "a listed statement that is a pipe",
        "refused",
        MISSING,
        {"edition.toml": 'statements = ["a.md"]\n', "a.md": Pipe()},
    ),
    Case(
        "a listed statement that links in a circle",
        "refused",
        "",
        {"edition.toml": 'statements = ["a.md"]\n', "a.md": Link("b.md"), "b.md": Link("a.md")},
    ),
    Case(
        "a cover that is a pipe",
        "refused",
        MISSING,
        {"edition.toml": '[cover]\nimage = "c.png"\nalternative = "A"\n', "a.md": STATEMENT, "c.png": Pipe()},
    ),
    Case(
        "a cover that links to a device",
        "refused",
        "",
        {
            "edition.toml": '[cover]\nimage = "c.png"\nalternative = "A"\n',
            "a.md": STATEMENT,
            "c.png": Link("/dev/urandom"),
        },
    ),
    Case(
        "a style that is a pipe",
        "refused",
        "",
        {"edition.toml": 'style = "./mine"\n', "a.md": STATEMENT, "mine": Pipe()},
    ),
    Case(
        "a style whose facts are a pipe",
        "refused",
        "",
        {"edition.toml": 'style = "./mine"\n', "a.md": STATEMENT, "mine/style.toml": Pipe()},
    ),
    Case(
        "a style that links to itself",
        "refused",
        "",
        {"edition.toml": 'style = "./mine"\n', "a.md": STATEMENT, "mine": Link("mine")},
    ),
    Case(
        "a style that links out",
        "refused",
        "",
        {"edition.toml": 'style = "./mine"\n', "a.md": STATEMENT, "mine": Link("../secret")},
    ),
)

SETTINGS: Final = (
    settings("a style above", "refused", "", 'style = "../secret"\n'),
    settings("a style anywhere", "refused", "", 'style = "/etc"\n'),
    settings("a style on the web", "refused", "", f'style = "{SPY}"\n'),
    settings("a slug that leads up", "refused", "`slug` is", 'slug = "../../out"\n'),
    settings("a slug that is absolute", "refused", "`slug` is", 'slug = "/tmp/out"\n'),
    settings("a slug too long for a file", "refused", "", f'slug = "{"a" * 300}"\n'),
    settings("a cover above", "refused", OUTSIDE, '[cover]\nimage = "../secret/canary.png"\nalternative = "A"\n'),
    settings("a cover on the web", "refused", NO_NAME, f'[cover]\nimage = "{SPY}c.png"\nalternative = "A"\n'),
    settings(
        "a pin in a file outside",
        "refused",
        "",
        '[[restore.pin]]\nfile = "../secret/canary.txt"\nline = 1\ntext = "x"\n',
    ),
)

CASES: Final = (
    *(_picture(name, path, words) for name, (path, words) in PICTURES.items()),
    *(
        settings(f"a statement listed by {name}", "refused", words, f'statements = ["{path}"]\n')
        for name, (path, words) in STATEMENTS.items()
    ),
    *LINKS,
    *SETTINGS,
)
