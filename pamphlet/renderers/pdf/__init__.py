"""The model → a typeset, tagged PDF, and the picture of its cover."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from msgspec.msgpack import encode

from pamphlet.cache import NO_CACHE, Cache, key_of
from pamphlet.errors import UnprintableError
from pamphlet.fonts import uncovered
from pamphlet.means import Means
from pamphlet.model import Address, Pamphlet, to_json
from pamphlet.model.walk import find_links, plain_text, runs, statement_runs
from pamphlet.renderers.pdf.geometry import geometry_of, usual_setting
from pamphlet.renderers.pdf.needs import COVER_ALONE, VOLATILE, Needs, as_listed, needs_of, reduce
from pamphlet.renderers.pdf.pictures import words_in_drawings
from pamphlet.renderers.pdf.plan import Aim, MatterChoice, PagePlan, Typeset
from pamphlet.renderers.spaces import bind_pamphlet
from pamphlet.style_facts import PageMeasures
from pamphlet.styles import Style, with_symbols
from pamphlet.system_libraries import require_libraries
from pamphlet.units import Size

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

    from pamphlet.renderers.pdf.compositor import Compositor

__all__ = ["COVER_PX", "Aim", "MatterChoice", "PagePlan", "render", "render_cover", "typeset", "usual_type"]

FEWEST_TO_JOIN: Final = 4
"""With fewer statements, to set all of them at once takes no longer than to set one and the matter around it."""
LOGGER: Final = logging.getLogger(__name__)
COVER_PX: Final = (1600, 2560)
"""The measure that shops and libraries ask for: 1.6 to 1."""
COVER_WIDTH_MM: Final = 148.0
MOST_COVER_BYTES: Final = 500_000
COVER_QUALITIES: Final = (88, 75, 60, 45)


def usual_type(page: Size, measures: PageMeasures) -> tuple[float, float]:
    """Text and leading in points, as a style sets a page of this size."""
    usual = usual_setting(page, measures)
    return usual.text_pt, usual.leading_pt


def render(
    pamphlet: Pamphlet,
    style: Style,
    *,
    page: Size,
    images: Mapping[str, bytes],
    means: Means = Means(),  # noqa: B008 - frozen
) -> bytes:
    """The whole pamphlet as one PDF of pages of this trimmed size; PDF/A-3u and PDF/UA-1."""
    return typeset(pamphlet, style, PagePlan(page), images=images, means=means).content


def typeset(
    pamphlet: Pamphlet,
    style: Style,
    plan: PagePlan,
    *,
    images: Mapping[str, bytes],
    means: Means = Means(),  # noqa: B008 - frozen
) -> Typeset:
    """The whole pamphlet, set as the plan says; raises PamphletError where it asks for what cannot be had."""
    drawn = tuple(words_in_drawings(pamphlet, images))
    chosen = (plan.matter.printed_by, *plan.matter.slip)
    beside = "".join((*chosen, *(words for _, words in drawn)))
    # All that the model holds is sooner looked through at once than word by word.
    if lacking := uncovered(f"{to_json(pamphlet).decode()}{beside}", style.fonts):
        style = with_symbols(style, lacking)
        _refuse_uncovered((*_printed_words(pamphlet), *drawn, *(("", words) for words in chosen)), style.fonts)
    if plan.can_be_parted and not means.whole and len(pamphlet.statements) >= FEWEST_TO_JOIN:
        joined = _join(pamphlet, style, plan, images, means)
        if joined is not None:
            return joined
    return _compositor(bind_pamphlet(pamphlet), style, images).compose(plan)


def _join(
    pamphlet: Pamphlet, style: Style, plan: PagePlan, images: Mapping[str, bytes], means: Means
) -> Typeset | None:
    """The PDF of parts that were set apart, or nothing where the style ties them together."""
    require_libraries()
    from pamphlet.renderers.pdf.joining.bench import Bench  # noqa: PLC0415 - as below
    from pamphlet.renderers.pdf.joining.fragment import InseparableError  # noqa: PLC0415 - as below
    from pamphlet.renderers.pdf.joining.joiner import join_pamphlet  # noqa: PLC0415 - as below
    from pamphlet.renderers.pdf.matter import Makeup  # noqa: PLC0415 - as below

    geometry = geometry_of(plan.page, usual_setting(plan.page, style.facts.page))
    bench = Bench(pamphlet, style, geometry, images, Makeup(links=plan.links, ragged=plan.ragged, matter=plan.matter))
    try:
        return join_pamphlet(bench, means, plan.sources)
    except InseparableError as error:
        LOGGER.info("set as a whole, for %s", error)
        return None


def render_cover(pamphlet: Pamphlet, style: Style, *, images: Mapping[str, bytes], cache: Cache = NO_CACHE) -> bytes:
    """The very cover of the PDF, set to the proportions of an e-book's, as a JPEG of `COVER_PX`.

    It is made of as much of the pamphlet as the cover's templates ask for. What was drawn before of the same is not
    drawn again, whatever has changed behind it.
    """
    needed = needs_of(style, cache)[COVER_ALONE] or Needs(statements=True, volatile=VOLATILE, links=False)
    listed = tuple(map(as_listed, pamphlet.statements)) if needed.statements else ()
    reduced = reduce(pamphlet, needed, listed, {pamphlet.cover.image})
    shown = {image.name: images[image.name] for image in reduced.images}
    key = key_of("cover", *_cover_parts(reduced, style, shown))
    drawn = cache.get(key)
    if not drawn:
        words = tuple(_cover_words(reduced))
        style = with_symbols(style, uncovered("".join(text for _, text in words), style.fonts))
        _refuse_uncovered(words, style.fonts)
        page = Size(COVER_WIDTH_MM, COVER_WIDTH_MM * COVER_PX[1] / COVER_PX[0])
        drawn = _draw(_compositor(bind_pamphlet(reduced), style, shown).compose_cover(page))
        cache.put(key, drawn)
    return drawn


def _cover_parts(reduced: Pamphlet, style: Style, shown: Mapping[str, bytes]) -> Iterator[str | bytes]:
    """All that the cover alone is made of: where none differs, the cover is the same, fonts of symbols included."""
    yield encode(reduced)
    yield encode((style.print_css, style.facts))
    files: dict[str, str | bytes] = {**style.templates, **style.fonts, **shown}
    for name, content in sorted(files.items()):
        yield from (name, content)


def _compositor(pamphlet: Pamphlet, style: Style, images: Mapping[str, bytes]) -> Compositor:
    require_libraries()
    from pamphlet.renderers.pdf.compositor import Compositor  # noqa: PLC0415 - WeasyPrint takes half a second to import

    return Compositor(pamphlet, style, images)


def _draw(pdf: bytes) -> bytes:
    import pypdfium2  # noqa: PLC0415 - only the e-book's cover needs it

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        picture = page.render(scale=COVER_PX[0] / page.get_width()).to_pil().convert("RGB").resize(COVER_PX)
    drawn = (_save_jpeg(picture, quality) for quality in COVER_QUALITIES)
    return next((drawing for drawing in drawn if len(drawing) < MOST_COVER_BYTES), None) or _save_jpeg(picture, 30)


def _save_jpeg(picture: Picture, quality: int) -> bytes:
    drawing = io.BytesIO()
    picture.save(drawing, "JPEG", quality=quality, optimize=True, subsampling=0)
    return drawing.getvalue()


def _refuse_uncovered(printed: Iterable[tuple[str, str]], fonts: Mapping[str, bytes]) -> None:
    """A character that no font has would print as an empty box: say so instead."""
    missing = ((where, "".join(uncovered(words, fonts))) for where, words in printed)
    if found := tuple((where, characters) for where, characters in missing if characters):
        raise UnprintableError(found)


def _cover_words(pamphlet: Pamphlet) -> Iterator[tuple[str, str]]:
    """Every text that the cover may hold, with its source: the rest of an e-book needs no font of ours."""
    for statement in pamphlet.statements:
        yield statement.source, "".join((plain_text(statement.title), *(author.name for author in statement.authors)))
    yield "", f"{pamphlet.title}{pamphlet.subtitle}{pamphlet.cover.kicker}{pamphlet.publisher}"


def _printed_words(pamphlet: Pamphlet) -> Iterator[tuple[str, str]]:
    """Every text that is printed, with the source that it comes from."""
    for statement in pamphlet.statements:
        signed = (author.name + author.role for author in statement.authors)
        date = statement.date.text if statement.date else ""
        yield statement.source, "".join((plain_text(statement.title), *signed, date, plain_text(statement.standfirst)))
        yield statement.source, "".join(plain_text(run) for run in runs(statement.blocks))
        yield statement.source, "".join(link.target for run in statement_runs(statement) for link in find_links(run))
    cover = (pamphlet.title, pamphlet.subtitle, pamphlet.cover.kicker, pamphlet.publisher, pamphlet.rights)
    date = pamphlet.date.text if pamphlet.date else ""
    identifiers = (pamphlet.identifier, pamphlet.print_identifier)
    yield "", "".join((*cover, pamphlet.description, *identifiers, date, pamphlet.contact.name))
    yield (
        "",
        "".join(
            item.text if isinstance(item, Address) else plain_text(item.content) for item in pamphlet.contact.items
        ),
    )
    yield "", "".join((pamphlet.colophon.program, *(source.name for source in pamphlet.colophon.sources)))
