"""Characters and bytes that deceive the eye or break files, and settings that nobody can mean."""

from __future__ import annotations

from typing import Final

from .case import STATEMENT, Case, one, settings

# Which characters are taken out, with a warning?
HIDDEN: Final = {
    "an override": "It is \u202esruo\u202c now.",
    "an isolate": "It is \u2066ours\u2069 now.",
    "tags": "It is ours\U000e0068\U000e0069 now.",
    "fillers": "It is\u3164 ours\u115f now.",
    "selectors": "It is\ufe0f ours\U000e0101 now.",
    "joiners of graphemes": "It i\u034fs ours.",
}

# Which of them go without a doubt, each named among the repairs?
NAMED: Final = {
    "control characters": "It is \x01\x02\x1b[31mours\x7f.",
    "characters that XML forbids": "It is \ufffe ours \uffff.",
    "soft hyphens": "It i\u00ads ou\u00adrs.",
    "zero-width spaces": "It\u200b is\u2060 ours.",
    "line separators": "It is\u2028ours\u2029now.",
    "form feeds": "It is\x0cours\x0bnow.",
    "a byte-order mark inside": "It is \ufeffours.",
    "references to controls": "It is &#0; &#7; &#x1F; &#xFFFF; &#x110000; &#99999999999999999999; ours.",
    "references to overrides": "It is &#x202E; &rlm; ours.",
    "a hundred accents": "It is a" + "\u0301" * 100 + " now.",
}

UNPRINTABLE: Final = {
    "emoji": "It is ours \U0001f600.",
    "Hebrew": "It is שלום.",
    "private letters": "It is \ue000.",
    "no character": "It is \ufdd0.",
    "Chinese": "It is 海.",
}

# Which bytes are no statement?
BYTES: Final = {
    "zeros": (b"# Quay\n\nWords \0\0\0.\n", "not text"),
    "half a UTF-16": (b"\xff\xfe#\x00 \x00Q", "not text"),
    "a bare mark of UTF-32": (b"\xff\xfe\0\0", "empty"),
    "a lone surrogate in UTF-16": (b"\xff\xfe# \x00\x00\xd8a\x00", ""),
    "a PDF": (b"%PDF-1.7\n", "PDF"),
    "a zip": (b"PK\x03\x04\0\0", "zip"),
    "a program": (b"\x7fELF\x02\x01\x01" + b"\0" * 200, "not text"),
    "controls alone": (b"\x01\x02\x03\n\x04\n", ""),
    "nothing but space": (b" \n\t\n\n", "empty"),
    "a header alone": (b"---\ntitle: Quay\n---\n", "empty below its header"),
}

# Which bytes are text, with a doubt about their letters?
OTHER_BYTES: Final = {
    "overlong UTF-8": b"# Quay\n\nIt is \xc0\xaf\xc0\xaf ours.\n",
    "surrogates in UTF-8": b"# Quay\n\nIt is \xed\xa0\x80 ours.\n",
    "a broken letter": b"# Quay\n\nIt is caf\xc3 ours.\n",
    "UTF-7": b"# Quay\n\nIt is +ADw-script+AD4- ours.\n",
}

# Which edition.toml is refused, and how?
SETTINGS: Final = {
    "deep lists": ("title = " + "[" * 5000, "nested too deep"),
    "deep tables": ("a" + ".a" * 2000 + " = 1\n", ""),
    "deep braces": ("a = " + "{a=" * 2000, ""),
    "an endless number": ("title = " + "9" * 6000 + "\n", ""),
    "an endless number in hexadecimal": ("[series]\nname = 'a'\nposition = 0x" + "f" * 6000 + "\n", ""),
    "no number": ("[press]\npaper_thickness_mm = nan\n", ""),
    "an endless thickness": ("[press]\npaper_thickness_mm = inf\n", ""),
    "an override in the title": ('title = "Our \\u202EHarbour"\n', "U+202E"),
    "a tag in a name": ('publisher = "Harbour\\U000E0041"\n', "U+E0041"),
    "a null": ('title = "a\\u0000b"\n', "U+0000"),
    "a lone surrogate": ('title = "a\\uD800b"\n', ""),
    "a wrong choice": ('[press]\nduplex = "sideways"\n', "“sideways”"),
    "a limit of none": ("[limits]\nstatements = 0\n", "`statements` is 0"),
    "a limit below none": ("[limits]\nword_letters = -1\n", "`word_letters` is -1"),
    "a limit in words": ('[limits]\nblocks = "all"\n', "a whole number"),
    "an unknown limit": ("[limits]\nseconds = 100\n", "no key of [limits]"),
    "pages without end": ("[page]\npages = 1000000\n", ""),
    "a rule that nobody knows": ('[restore]\noff = ["../secret"]\n', "no rule is called"),
    "a language of markup": ('language = "en\\"><script>"\n', "`language` is"),
    "another encoding": ("title = 'caf\udce9'\n", "not UTF-8"),
    "half a string": ('title = "Quay', "not valid TOML"),
    "no text at all": ("\0" * 500, ""),
}

CASES: Final = (
    *(one(f"hidden: {name}", "warns", "taken out", text + "\n") for name, text in HIDDEN.items()),
    *(one(f"named: {name}", "builds", "", text + "\n") for name, text in NAMED.items()),
    *(one(f"unprintable: {name}", "refused", "no font", text + "\n", late=True) for name, text in UNPRINTABLE.items()),
    *(Case(f"bytes: {name}", "refused", words, {"a.md": content}) for name, (content, words) in BYTES.items()),
    *(
        Case(
            f"bytes: {name}",
            "builds" if name == "UTF-7" else "warns",
            "not UTF-8" if name != "UTF-7" else "",
            {"a.md": text},
        )
        for name, text in OTHER_BYTES.items()
    ),
    *(settings(f"settings: {name}", "refused", words, text) for name, (text, words) in SETTINGS.items()),
    Case("an override in a title", "warns", "turns the direction", {"a.md": "# The \u202epump\n\nIt is dry.\n"}),
    Case(
        "an override in a name",
        "warns",
        "turns the direction",
        {"a.md": STATEMENT.replace("Ada Brook", "Ada \u202eBrook")},
    ),
    Case("a file whose name turns", "refused", "rename it", {"a\u202edm.md": STATEMENT}),
    Case("a file whose name breaks the line", "refused", "rename it", {"a\n/etc.md".replace("/", "_"): STATEMENT}),
    Case("a file whose name is no text", "refused", "rename it", {"a\udcff.md": STATEMENT}),
    Case("a file whose name is an option", "builds", "", {"-o.md": STATEMENT}),
    Case("two files of one title", "builds", "", {"a.md": STATEMENT, "b.md": STATEMENT, "c.md": STATEMENT}),
)
