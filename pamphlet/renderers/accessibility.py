"""The pamphlet → what an e-book or a page may truly say of its accessibility (EPUB Accessibility 1.1, 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from pamphlet.model import Footnote, Pamphlet, Table
from pamphlet.model.walk import all_blocks
from pamphlet.renderers.pictures import shown_pictures

# Which features does every edition have?
_FEATURES: Final = ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability")


class Claim(NamedTuple):
    """A property of schema.org, its value, and the language of a value in words."""

    property: str
    value: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Summary:
    text: str
    described: str
    tables: str
    notes: str
    pages: str


_SUMMARIES: Final[dict[str, _Summary]] = {
    "en": _Summary(
        text="Text in reading order with headings and contents; size, typeface and colours can be changed.",
        described="All pictures have a description.",
        tables="Tables name their columns.",
        notes="Notes are linked with the text in both directions.",
        pages="The page numbers are those of the printed edition.",
    ),
    "de": _Summary(
        text="Text in Lesereihenfolge mit Überschriften und Inhalt; Größe, Schrift und Farben sind wählbar.",
        described="Alle Bilder sind beschrieben.",
        tables="Tabellen benennen ihre Spalten.",
        notes="Anmerkungen und Text verweisen aufeinander.",
        pages="Die Seitenzahlen sind die der gedruckten Ausgabe.",
    ),
    "fr": _Summary(
        text="Texte dans l’ordre de lecture, avec titres et sommaire ; taille, police et couleurs au choix.",
        described="Toutes les images ont une description.",
        tables="Les tableaux nomment leurs colonnes.",
        notes="Les notes et le texte renvoient l’un à l’autre.",
        pages="Les numéros de page sont ceux de l’édition imprimée.",
    ),
    "es": _Summary(
        text="Texto en orden de lectura, con títulos e índice; tamaño, letra y colores a elección.",
        described="Todas las imágenes tienen descripción.",
        tables="Las tablas nombran sus columnas.",
        notes="Las notas y el texto remiten uno a otro.",
        pages="Los números de página son los de la edición impresa.",
    ),
    "it": _Summary(
        text="Testo in ordine di lettura, con titoli e indice; corpo, carattere e colori a scelta.",
        described="Tutte le immagini hanno una descrizione.",
        tables="Le tabelle danno un nome alle colonne.",
        notes="Le note e il testo rimandano l’uno alle altre.",
        pages="I numeri di pagina sono quelli dell’edizione a stampa.",
    ),
    "nl": _Summary(
        text="Tekst in leesvolgorde, met koppen en inhoud; grootte, letter en kleuren naar keuze.",
        described="Alle afbeeldingen zijn beschreven.",
        tables="Tabellen noemen hun kolommen.",
        notes="Noten en tekst verwijzen naar elkaar.",
        pages="De paginanummers zijn die van de gedrukte uitgave.",
    ),
    "pl": _Summary(
        text="Tekst w kolejności czytania, z nagłówkami i spisem treści; wielkość, krój i kolory do wyboru.",
        described="Wszystkie obrazy są opisane.",
        tables="Tabele mają nazwane kolumny.",
        notes="Przypisy i tekst odsyłają do siebie nawzajem.",
        pages="Numery stron są takie jak w wydaniu drukowanym.",
    ),
    "pt": _Summary(
        text="Texto pela ordem de leitura, com títulos e índice; tamanho, letra e cores à escolha.",
        described="Todas as imagens têm descrição.",
        tables="As tabelas dão nome às colunas.",
        notes="As notas e o texto remetem um para as outras.",
        pages="Os números de página são os da edição impressa.",
    ),
}


@dataclass(frozen=True, slots=True)
class _Contents:
    """What the content really has."""

    illustrated: bool
    tabular: bool
    annotated: bool
    paginated: bool


def describe_access(pamphlet: Pamphlet, *, has_page_list: bool) -> Iterator[Claim]:
    """By which senses the text can be read, what helps with it, and what may harm."""
    contents = _look_into(pamphlet)
    # A cover adds nothing that the text lacks, so it makes no visual access mode.
    modes = ("textual", "visual") if contents.illustrated else ("textual",)
    # Every picture that says something has words, or the edition is not made.
    sufficient = dict.fromkeys((",".join(modes), "textual"))
    yield from (Claim("accessMode", mode) for mode in modes)
    yield from (Claim("accessModeSufficient", modes) for modes in sufficient)
    yield from (Claim("accessibilityFeature", feature) for feature in _features(contents, has_page_list=has_page_list))
    # Nothing moves or sounds: a picture that runs or moves is refused, and every bitmap is drawn anew as one still.
    yield Claim("accessibilityHazard", "none")
    yield _summarize(pamphlet.language, contents)


def _look_into(pamphlet: Pamphlet) -> _Contents:
    blocks = [block for statement in pamphlet.statements for block in all_blocks(statement.blocks)]
    return _Contents(
        illustrated=any(shown.alternative for shown in shown_pictures(pamphlet)),
        tabular=any(isinstance(block, Table) for block in blocks),
        annotated=any(isinstance(block, Footnote) for block in blocks),
        paginated=pamphlet.pages is not None,
    )


def _features(contents: _Contents, *, has_page_list: bool) -> Iterator[str]:
    yield from _FEATURES
    if contents.illustrated:
        yield "alternativeText"
    if contents.paginated:
        yield from (*(("pageNavigation",) if has_page_list else ()), "pageBreakMarkers")


def _summarize(language: str, contents: _Contents) -> Claim:
    primary = language.split("-", 1)[0].casefold()
    spoken = primary if primary in _SUMMARIES else "en"
    summary = _SUMMARIES[spoken]
    said = (
        (True, summary.text),
        (contents.illustrated, summary.described),
        (contents.tabular, summary.tables),
        (contents.annotated, summary.notes),
        (contents.paginated, summary.pages),
    )
    text = " ".join(sentence for is_true, sentence in said if is_true)
    return Claim("accessibilitySummary", text, language=spoken)
