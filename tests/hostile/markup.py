"""Markup that runs, fetches or deceives: HTML, templates, links, headers, styles and drawings."""

from __future__ import annotations

from typing import Final

from pamphlet.styles import copy_style

from .case import SECRET, SPY, STATEMENT, Case, Content, one, settings, shown

# Which text is printed as the words that it is?
AS_WORDS: Final = {
    "a script": "<script>fetch('@SPY@')</script>",
    "a script in a heading": "## <script src=@SPY@></script> Fees",
    "a picture tag": '<img src="@SPY@p.png" onerror="alert(1)">',
    "a frame": '<iframe src="file://@SECRET@"></iframe>',
    "a style tag": "<style>@import url(@SPY@);</style>",
    "a link tag": '<link rel="stylesheet" href="@SPY@">',
    "an object": '<object data="@SPY@"></object>',
    "a comment never closed": "<!-- and so on",
    "a processing instruction": "<?php system('id'); ?>",
    "a doctype": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file://@SECRET@'>]>",
    "an entity of one's own": "It costs &xxe; a year.",
    "a CDATA section": "<![CDATA[ it is ours ]]>",
    "attributes": "A word{: onclick=alert(1) style=color:red }",
    "a template's sum": "It is {{ 7 * 7 }} and {% include '/etc/passwd' %} and {# not #}.",
    "a template's way out": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a shell": "It is $(id) and `id` and ${HOME} and %PATH%.",
    "a handler in a title": '[here](https://harbour.example "x\\" onmouseover=\\"alert(1)")',
    "a macro": "\\input{/etc/passwd} \\write18{id}",
    "an include": "--8<-- '/etc/passwd'",
    "a wiki's include": "![[../secret/canary.txt]] {{< include /etc/passwd >}}",
    "a formula": "=cmd|' /C calc'!A0",
}

# Which link leads to nothing that may be opened, and so is printed as its words, with a warning?
LINKS: Final = {
    "a script": "[here](javascript:alert(1))",
    "a script in capitals": "[here](JaVaScRiPt:alert(1))",
    "a script behind entities": "[here](&#106;avascript:alert(1))",
    "a script behind a tab": "[here](java&#9;script:alert(1))",
    "a file": "[here](file://@SECRET@)",
    "data": "[here](data:text/html;base64,PHNjcmlwdD4=)",
    "another scheme": "[here](vbscript:msgbox)",
    "a relative file": "[here](../secret/canary.txt)",
    "a script by reference": "[here][x]\n\n[x]: javascript:alert(1)",
}

# Which header is refused?
HEADERS: Final = {
    "an object of Python": ("title: !!python/object/apply:os.system ['id']", "no plain text"),
    "an alias bomb": (
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "\n".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]" for n in range(9))
        + "\ntitle: *j",
        "no plain text",
    ),
    "deep brackets": ("title: " + "[" * 3000, ""),
    "a key twice": ("title: a\ntitle: b", "twice"),
    "an override": ("title: Ada \u202eBrook", "U+202E"),
    "a list for a title": ("title: [a, b]", "no plain text"),
}

SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
)
ACTIVE: Final = "runs, moves or fetches something"

# Which drawing is refused, and why?
DRAWINGS: Final[dict[str, tuple[str | bytes, str]]] = {
    "a script": (SVG.format("<script>alert(1)</script>"), ACTIVE),
    "a script of HTML": (SVG.format('<x:script xmlns:x="http://www.w3.org/1999/xhtml">1</x:script>'), ACTIVE),
    "a handler": (SVG.format('<rect onload="alert(1)"/>'), ACTIVE),
    "HTML inside": (SVG.format("<foreignObject><p>x</p></foreignObject>"), ACTIVE),
    "a picture from the web": (SVG.format('<image href="@SPY@p.png" width="9" height="9"/>'), ACTIVE),
    "a picture from a file": (SVG.format('<image xlink:href="file://@SECRET@"/>'), ACTIVE),
    "a picture beside it": (SVG.format('<image href="../secret/canary.png"/>'), ACTIVE),
    "data": (SVG.format('<image href="data:image/png;base64,AAAA"/>'), ACTIVE),
    "a part of another file": (SVG.format('<use href="@SPY@a.svg#a"/>'), ACTIVE),
    "a script in a link": (SVG.format('<a href="javascript:alert(1)"><rect/></a>'), ACTIVE),
    "a sheet from the web": (SVG.format("<style>@import '@SPY@a.css';</style>"), ACTIVE),
    "a font from the web": (SVG.format("<style>@font-face{src:url(@SPY@f.otf)}</style>"), ACTIVE),
    "a fill from a file": (SVG.format('<rect fill="url(file://@SECRET@#a)"/>'), ACTIVE),
    "an escape in a sheet": (SVG.format("<style>@\\69mport '@SPY@a.css';</style>"), ACTIVE),
    "movement": (SVG.format('<animate attributeName="x"/>'), ACTIVE),
    "a sheet beside it": ('<?xml-stylesheet href="@SPY@a.css"?>' + SVG.format(""), "stylesheet"),
    "an outside entity": (
        '<!DOCTYPE svg [<!ENTITY e SYSTEM "file://@SECRET@">]>' + SVG.format("<text>&e;</text>"),
        "DOCTYPE",
    ),
    "an outside definition": ('<!DOCTYPE svg SYSTEM "@SPY@x.dtd">' + SVG.format(""), "DOCTYPE"),
    "a bomb of entities": (
        '<!DOCTYPE svg [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
        + "]>"
        + SVG.format("<text>&j;</text>"),
        "",
    ),
    "a bomb of uses": (
        SVG.format(
            '<defs><rect id="a0" width="1" height="1"/>'
            + "".join(f'<g id="a{n + 1}">' + f'<use href="#a{n}"/>' * 10 + "</g>" for n in range(9))
            + '</defs><use href="#a9"/>'
        ),
        "shapes",
    ),
    "a circle of uses": (SVG.format('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), ""),
    "a bomb of patterns": (
        SVG.format(
            "<defs>"
            + "".join(
                f'<pattern id="p{n + 1}" width="1" height="1">'
                + f'<rect width="1" height="1" fill="url(#p{n})"/>' * 10
                + "</pattern>"
                for n in range(9)
            )
            + '</defs><rect width="9" height="9" fill="url(#p9)"/>'
        ),
        "shapes",
    ),
    "no end": ('<svg xmlns="http://www.w3.org/2000/svg"><g>', "well-formed"),
    "deep groups": (SVG.format("<g>" * 5000 + "</g>" * 5000), ""),
    "no drawing at all": ("<html><body/></html>", "no plain SVG"),
    "a gzip": (b"\x1f\x8b\x08\x00", ""),
}

STYLE: Final[dict[str, Content]] = {
    **{f"mine/{name}": content for name, content in copy_style("classic").items()},
    "edition.toml": 'style = "./mine"\n',
    "a.md": STATEMENT,
}
LOOP: Final = "{% for a in range(99) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
# Which template would take all time or memory, and may not?
GREEDY_TEMPLATES: Final = {
    "without an end": f"{{% for c in range(99) %}}{LOOP}{{% endfor %}}",
    "that wants a power": "{{ 9**999999999 }}",
    "that wants it all": "{{ 'x' * 10000000000 }}",
    "that wants it late": "{{ 'x'|center(10000000000) }}",
    "that doubles": "{% set n = namespace(x='x') %}{% for a in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
}
# Which sheet or template of a style is refused?
STYLES: Final[dict[str, dict[str, Content]]] = {
    "a sheet from the web": {"mine/print/a.css": "@import url(@SPY@a.css);"},
    "a picture from the web": {"mine/print/a.css": "p { background: url(@SPY@p.png) }"},
    "a file of this machine": {"mine/print/a.css": "p { background: url(file://@SECRET@) }"},
    "a font of this machine": {"mine/print/a.css": "@font-face { font-family: X; src: url(file:///etc/passwd) }"},
    "a picture in the e-book": {"mine/epub/a.css": "p { background: url(@SPY@p.png) }"},
    "a template that looks about": {"mine/print/colophon.html.jinja": "{{ pamphlet.__class__.__mro__ }}"},
    "a template that reads": {"mine/print/colophon.html.jinja": "{% include '../../../secret/canary.txt' %}"},
    **{f"a template {name}": {"mine/print/colophon.html.jinja": text} for name, text in GREEDY_TEMPLATES.items()},
}

CASES: Final = (
    *(one(f"words: {name}", "builds", "", text + "\n") for name, text in AS_WORDS.items()),
    *(one(f"a link to {name}", "warns", "no reader can open", text + "\n") for name, text in LINKS.items()),
    *(
        Case(f"a header with {name}", "refused", words, {"a.md": f"---\n{text}\n---\n\nWords.\n"})
        for name, (text, words) in HEADERS.items()
    ),
    *(shown(f"a drawing with {name}", "refused", words, text, kind="svg") for name, (text, words) in DRAWINGS.items()),
    *(Case(f"a style with {name}", "refused", "", {**STYLE, **files}, late=True) for name, files in STYLES.items()),
    settings("a template in a title", "builds", "", 'title = "{{ 7 * 7 }}"\nsubtitle = "{% raw %}"\n'),
    settings("tags in a title", "builds", "", 'title = "<script>alert(1)</script>"\npublisher = "</style><b>"\n'),
    settings("a script for a contact", "refused", "`web` is", '[contact]\nweb = "javascript:alert(1)"\n'),
    settings("a file for a contact", "refused", "`web` is", f'[contact]\nweb = "file://{SECRET}"\n'),
    settings(
        "quotes in the metadata", "builds", "", f'rights = \'"><meta http-equiv="refresh" content="0;url={SPY}">\'\n'
    ),
)
