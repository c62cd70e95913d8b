"""The pamphlet → what its package may truly say of its accessibility (EPUB Accessibility 1.1, 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pamphlet.model import Pamphlet
from pamphlet.renderers.epub.metadata import Property
from pamphlet.renderers.epub.pictures import figures

# Which features does every edition have?
_FEATURES: Final = ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability")
# Which kinds of picture may hold an animation, and so flash? (An SVG is let in only if nothing in it runs.)
_MAY_FLASH: Final = frozenset({"image/gif", "image/webp"})


@dataclass(frozen=True, slots=True)
class _Summary:
    text: str
    described: str
    undescribed: str


_SUMMARIES: Final[dict[str, _Summary]] = {
    "en": _Summary(
        text="Text in reading order with headings and contents; size, typeface and colours can be changed.",
        described="All pictures have a description.",
        undescribed="Some pictures have no description.",
    ),
    "de": _Summary(
        text="Text in Lesereihenfolge mit Überschriften und Inhalt; Größe, Schrift und Farben sind wählbar.",
        described="Alle Bilder sind beschrieben.",
        undescribed="Manche Bilder sind nicht beschrieben.",
    ),
    "fr": _Summary(
        text="Texte dans l’ordre de lecture, avec titres et sommaire ; taille, police et couleurs au choix.",
        described="Toutes les images ont une description.",
        undescribed="Certaines images n’ont pas de description.",
    ),
    "es": _Summary(
        text="Texto en orden de lectura, con títulos e índice; tamaño, letra y colores a elección.",
        described="Todas las imágenes tienen descripción.",
        undescribed="Algunas imágenes no tienen descripción.",
    ),
}


def describe_access(pamphlet: Pamphlet) -> Iterator[Property]:
    """By which senses the text can be read, what helps with it, and what may harm."""
    alternatives = [figure.alternative for figure in figures(pamphlet)]
    illustrated, described = bool(alternatives), all(alternatives)
    # A cover adds nothing that the text lacks, so it makes no visual access mode.
    modes = ("textual", "visual") if illustrated else ("textual",)
    sufficient = dict.fromkeys((",".join(modes), *(("textual",) if described else ())))
    features = (*_FEATURES, *(("alternativeText",) if illustrated and described else ()))
    may_flash = any(image.media_type in _MAY_FLASH for image in pamphlet.images)
    yield from (Property("schema:accessMode", mode) for mode in modes)
    yield from (Property("schema:accessModeSufficient", modes) for modes in sufficient)
    yield from (Property("schema:accessibilityFeature", feature) for feature in features)
    yield Property("schema:accessibilityHazard", "unknown" if may_flash else "none")
    yield _summarize(pamphlet.language, illustrated=illustrated, described=described)


def _summarize(language: str, *, illustrated: bool, described: bool) -> Property:
    primary = language.split("-", 1)[0].casefold()
    spoken = primary if primary in _SUMMARIES else "en"
    summary = _SUMMARIES[spoken]
    pictures = summary.described if described else summary.undescribed
    text = f"{summary.text} {pictures}" if illustrated else summary.text
    return Property("schema:accessibilitySummary", text, language=spoken)
