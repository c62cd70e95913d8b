"""The lists of a batch in real programs: an OPDS client, and a browser with an accessibility checker.

They come by npm (`npm install --ignore-scripts axe-core r2-opds-js`); PAMPHLET_NODE_MODULES names their folder.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from .archive import run_batch, write_archive

# Without a screen, a network, a place for shared memory, a right to make name spaces, or a home.
CHROMIUM = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-breakpad",
    "--disable-background-networking",
    "--no-first-run",
    "--virtual-time-budget=20000",
    "--dump-dom",
)
NODE_MODULES = Path(os.environ.get("PAMPHLET_NODE_MODULES", "/nowhere"))
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
pytestmark = pytest.mark.slow

# Read a feed as the reader Thorium does, follow `next`, and fetch each publication and cover.
CLIENT = """
const folder = process.argv[1] + "/";
const { OPDSFeed } = require(folder + "r2-opds-js/dist/es8-es2017/src/opds/opds2/opds2");
const { TaJsonDeserialize } = require(folder + "r2-lcp-js/dist/es8-es2017/src/serializable");
require(folder + "r2-opds-js/dist/es8-es2017/src/opds/init-globals").initGlobalConverters_GENERIC();
const fetched = async address => {
  const got = await fetch(address);
  if (!got.ok) throw new Error(address);
  return got;
};
(async () => {
  const titles = [];
  for (let address = process.argv[2]; address;) {
    const feed = TaJsonDeserialize(await (await fetched(address)).json(), OPDSFeed);
    for (const publication of feed.Publications || []) {
      titles.push(publication.Metadata.Title);
      for (const link of [...publication.Links, ...publication.Images]) await fetched(new URL(link.Href, address));
    }
    const next = feed.Links.find(link => link.Rel.includes("next"));
    address = next && new URL(next.Href, address).href;
  }
  console.log(JSON.stringify(titles));
})();
"""
RUN_AXE = """
axe.run().then(result => {
  const said = document.createElement("pre");
  said.id = "axe";
  said.textContent = JSON.stringify({passes: result.passes.length, violations: result.violations.map(each => each.id)});
  document.body.append(said);
});
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of e-books in two languages, and a bad edition."""
    folder = tmp_path_factory.mktemp("readers")
    archive = write_archive(folder / "archive", 4, bad=(3,))
    (archive / "0002" / "edition.toml").write_text('title = "La rue"\nlanguage = "fr"\n', encoding="utf-8")
    (archive / "0004" / "edition.toml").write_text('title = "Street 4"\ndate = 2031-05-01\n', encoding="utf-8")
    assert run_batch(archive, "-o", folder / "out", "--formats", "epub")[0] == 1
    return folder / "out"


@pytest.fixture
def address(output: Path) -> Iterator[str]:
    """The batch on a server of this machine."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """In silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(output)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.needs("node", "--version")
@pytest.mark.skipif(not (NODE_MODULES / "r2-opds-js").is_dir(), reason="r2-opds-js is not in PAMPHLET_NODE_MODULES")
def test_an_opds_client_opens_the_catalogue(address: str) -> None:
    """And finds each edition, its file and its cover where they are said to be."""
    command = ["node", "-e", CLIENT, str(NODE_MODULES), f"{address}/opds.json"]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert said.stderr == ""
    assert json.loads(said.stdout) == ["Street 1", "La rue", "Street 4"]


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not in PAMPHLET_NODE_MODULES")
@pytest.mark.parametrize("name", ["index.html", "report.html"])
def test_the_pages_are_accessible(output: Path, tmp_path: Path, name: str) -> None:
    """The checker axe has nothing to say against them, opened from the disk."""
    script = AXE.read_text(encoding="utf-8").replace("</script", "<\\/script")
    page = (output / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(
        page.replace("</body>", f"<script>{script}</script><script>{RUN_AXE}</script></body>"), encoding="utf-8"
    )
    found = json.loads(dump(tmp_path / name, "axe"))
    assert found["violations"] == []
    assert found["passes"] > 10


def test_the_search_hides_what_lacks_the_words(output: Path, tmp_path: Path) -> None:
    """All words together, in any order, without accents and in any case; languages without any are led to no more."""
    typed = 'form.words.value = "FRANCAIS rue"; form.words.dispatchEvent(new Event("input", {bubbles: true}));'
    shown = '[...document.querySelectorAll("nav li, .editions > li")].filter(each => !each.hidden)'
    leading, edition = seen(output, tmp_path, typed, shown)
    assert leading == "français 1"
    assert edition.startswith("La rue")


def test_editions_can_be_put_in_order(output: Path, tmp_path: Path) -> None:
    """Within their language; those without a date stand last."""
    chosen = 'form.order.value = "newest"; form.order.dispatchEvent(new Event("change", {bubbles: true}));'
    shown = 'document.querySelectorAll("section:has(#en) h3")'
    assert seen(output, tmp_path, "", shown) == ["Street 1", "Street 4"]
    assert seen(output, tmp_path, chosen, shown) == ["Street 4", "Street 1"]


def seen(output: Path, folder: Path, done: str, shown: str) -> list[str]:
    """The texts of what an expression of the browser's shows on the index page when something was done to it."""
    script = f'<script>{done} const said = document.createElement("pre"); said.id = "shown";'
    script += (
        f"said.textContent = JSON.stringify([...{shown}].map(each => each.innerText)); document.body.append(said);"
    )
    page = (output / "index.html").read_text(encoding="utf-8")
    (folder / "index.html").write_text(page.replace("</body>", f"{script}</script></body>"), encoding="utf-8")
    texts: list[str] = json.loads(dump(folder / "index.html", "shown"))
    return texts


def dump(path: Path, name: str) -> str:
    """What a browser shows in the element of that name, once the page's scripts have run."""
    shown = ""
    for _ in range(3):  # a browser on a busy machine may end before the page's scripts have
        shown = shown_by_chromium(path) or shown
        if found := re.search(rf'<pre id="{name}">(.*?)</pre>', shown, re.DOTALL):
            return unescape(found[1])
    if not shown:  # of the emptiest page, a browser that runs shows the elements that HTML puts around it
        pytest.skip("chromium is not on this machine, or shows no page here")
    pytest.fail(shown[-2000:])


def shown_by_chromium(path: Path) -> str:
    """The page as it is at last; "" where the browser does not come so far, as on a machine without room for it."""
    home = path.parent / "browser"
    surroundings = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    command = ["chromium", *CHROMIUM, f"--user-data-dir={home}", path.as_uri()]
    try:
        done = subprocess.run(
            command, env=os.environ | surroundings, capture_output=True, text=True, check=False, timeout=120
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
