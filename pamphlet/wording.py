"""The words that the edition adds to the statements, in the edition's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Wording:
    """Headings and labels that stand in the pamphlet but in no statement."""

    contents: str
    contact: str
    colophon: str
    imprint: str
    cover: str
    title_page: str
    notes: str
    own_notes: str
    pages: str
    back_to_text: str
    start: str
    landmarks: str
    web: str
    mail: str
    telephone: str
    post: str
    scan: str
    qr_code: str
    made_with: str
    sources: str
    published_by: str
    large_print: str
    identifier: str
    one_other: str
    many_others: str

    def and_others(self, count: int) -> str:
        """The subtitle of a collection that is called after its first statement, with `count` more."""
        return "" if count == 0 else self.one_other if count == 1 else self.many_others


WORDINGS: Final[dict[str, Wording]] = {
    "en": Wording(
        contents="Contents",
        contact="Contact",
        colophon="Colophon",
        imprint="Imprint",
        cover="Cover",
        title_page="Title page",
        notes="Notes",
        own_notes="For your notes",
        pages="Pages",
        back_to_text="Back to the text",
        start="Start of the text",
        landmarks="Landmarks",
        web="Web",
        mail="E-mail",
        telephone="Telephone",
        post="Post",
        scan="Point a phone’s camera here",
        qr_code="QR code",
        made_with="Set with",
        sources="Made from",
        published_by="Published by",
        large_print="Large print edition",
        identifier="Identifier",
        one_other="and another statement",
        many_others="and other statements",
    ),
    "de": Wording(
        contents="Inhalt",
        contact="Kontakt",
        colophon="Kolophon",
        imprint="Impressum",
        cover="Umschlag",
        title_page="Titelseite",
        notes="Anmerkungen",
        own_notes="Für eigene Notizen",
        pages="Seiten",
        back_to_text="Zurück zum Text",
        start="Textbeginn",
        landmarks="Orientierungspunkte",
        web="Web",
        mail="E-Mail",
        telephone="Telefon",
        post="Post",
        scan="Mit der Kamera des Telefons öffnen",
        qr_code="QR-Code",
        made_with="Gesetzt mit",
        sources="Gemacht aus",
        published_by="Herausgegeben von",
        large_print="Ausgabe in Großdruck",
        identifier="Kennung",
        one_other="und eine weitere Erklärung",
        many_others="und weitere Erklärungen",
    ),
    "fr": Wording(
        contents="Sommaire",
        contact="Contact",
        colophon="Colophon",
        imprint="Mentions légales",
        cover="Couverture",
        title_page="Page de titre",
        notes="Notes",
        own_notes="Pour vos notes",
        pages="Pages",
        back_to_text="Retour au texte",
        start="Début du texte",
        landmarks="Repères",
        web="Site",
        mail="Courriel",
        telephone="Téléphone",
        post="Adresse",
        scan="À lire avec l’appareil photo d’un téléphone",
        qr_code="Code QR",
        made_with="Composé avec",
        sources="Fait à partir de",
        published_by="Publié par",
        large_print="Édition en gros caractères",
        identifier="Identifiant",
        one_other="et une autre déclaration",
        many_others="et autres déclarations",
    ),
    "es": Wording(
        contents="Índice",
        contact="Contacto",
        colophon="Colofón",
        imprint="Créditos",
        cover="Cubierta",
        title_page="Portada",
        notes="Notas",
        own_notes="Para sus notas",
        pages="Páginas",
        back_to_text="Volver al texto",
        start="Comienzo del texto",
        landmarks="Puntos de referencia",
        web="Web",
        mail="Correo",
        telephone="Teléfono",
        post="Dirección",
        scan="Léase con la cámara de un teléfono",
        qr_code="Código QR",
        made_with="Compuesto con",
        sources="Hecho a partir de",
        published_by="Publicado por",
        large_print="Edición en letra grande",
        identifier="Identificador",
        one_other="y otra declaración",
        many_others="y otras declaraciones",
    ),
    "it": Wording(
        contents="Indice",
        contact="Contatti",
        colophon="Colophon",
        imprint="Note legali",
        cover="Copertina",
        title_page="Frontespizio",
        notes="Note",
        own_notes="Per i propri appunti",
        pages="Pagine",
        back_to_text="Torna al testo",
        start="Inizio del testo",
        landmarks="Punti di riferimento",
        web="Sito",
        mail="E-mail",
        telephone="Telefono",
        post="Indirizzo",
        scan="Da leggere con la fotocamera del telefono",
        qr_code="Codice QR",
        made_with="Composto con",
        sources="Fatto da",
        published_by="Pubblicato da",
        large_print="Edizione a grandi caratteri",
        identifier="Identificativo",
        one_other="e un’altra dichiarazione",
        many_others="e altre dichiarazioni",
    ),
    "nl": Wording(
        contents="Inhoud",
        contact="Contact",
        colophon="Over deze uitgave",
        imprint="Colofon",
        cover="Omslag",
        title_page="Titelpagina",
        notes="Noten",
        own_notes="Voor eigen aantekeningen",
        pages="Pagina’s",
        back_to_text="Terug naar de tekst",
        start="Begin van de tekst",
        landmarks="Oriëntatiepunten",
        web="Web",
        mail="E-mail",
        telephone="Telefoon",
        post="Post",
        scan="Lees dit met de camera van een telefoon",
        qr_code="QR-code",
        made_with="Gezet met",
        sources="Gemaakt uit",
        published_by="Uitgegeven door",
        large_print="Uitgave in grote letter",
        identifier="Kenmerk",
        one_other="en nog een verklaring",
        many_others="en andere verklaringen",
    ),
    "pl": Wording(
        contents="Spis treści",
        contact="Kontakt",
        colophon="Kolofon",
        imprint="Nota wydawnicza",
        cover="Okładka",
        title_page="Strona tytułowa",
        notes="Przypisy",
        own_notes="Na własne notatki",
        pages="Strony",
        back_to_text="Wróć do tekstu",
        start="Początek tekstu",
        landmarks="Punkty orientacyjne",
        web="Strona internetowa",
        mail="E-mail",
        telephone="Telefon",
        post="Adres pocztowy",
        scan="Odczytaj aparatem telefonu",
        qr_code="Kod QR",
        made_with="Złożono programem",
        sources="Powstało z",
        published_by="Wydawca:",
        large_print="Wydanie dużym drukiem",
        identifier="Identyfikator",
        one_other="i jeszcze jedno oświadczenie",
        many_others="i inne oświadczenia",
    ),
    "pt": Wording(
        contents="Índice",
        contact="Contacto",
        colophon="Cólofon",
        imprint="Ficha técnica",
        cover="Capa",
        title_page="Folha de rosto",
        notes="Notas",
        own_notes="Para as suas notas",
        pages="Páginas",
        back_to_text="Voltar ao texto",
        start="Início do texto",
        landmarks="Pontos de referência",
        web="Sítio",
        mail="Correio eletrónico",
        telephone="Telefone",
        post="Morada",
        scan="Ler com a câmara de um telemóvel",
        qr_code="Código QR",
        made_with="Composto com",
        sources="Feito a partir de",
        published_by="Publicado por",
        large_print="Edição em letras grandes",
        identifier="Identificador",
        one_other="e outra declaração",
        many_others="e outras declarações",
    ),
}


def wording_for(language: str) -> Wording:
    """The wording for a BCP 47 tag by its primary language; English where we have none."""
    return WORDINGS.get(language.split("-", 1)[0].casefold(), WORDINGS["en"])
