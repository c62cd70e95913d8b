"""Settings that are well formed → settings that make sense, or the sentence that says what does not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final, NoReturn

import msgspec

from pamphlet import accent
from pamphlet.edition.places import line_of
from pamphlet.edition.press_checks import check_press, stated_keys, with_drum
from pamphlet.edition.press_table import PressSettings
from pamphlet.edition.tables import ContactSettings, EvaluationSettings, PageSettings, Settings
from pamphlet.errors import PamphletError
from pamphlet.identifiers import is_wrong_isbn
from pamphlet.limits import Limits
from pamphlet.model.matter import LANGUAGE_TAG
from pamphlet.restore.address_lines import parse_address
from pamphlet.roles import RELATORS, relator_of
from pamphlet.units import PAPERS, find_paper

ISO_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# EPUB Accessibility 1.1, 3.2 Conformance reporting
CONFORMANCE: Final = re.compile(r"EPUB Accessibility 1\.1 - WCAG 2\.[0-2] Level (?:A|AA|AAA)")
# How does one write what [contact] states, so that a link can lead there?
REACHED_BY: Final = {
    "web": "write an address such as https://harbour.example",
    "mail": "write an address such as print@harbour.example",
    "telephone": "write the number alone, and what is to be said of it in `text`",
}
# More than a folded pamphlet can hold.
MOST_PAGES: Final = 400
MOST_IN_SERIES: Final = 1_000_000
LONGEST_SLUG: Final = 100
SLUG: Final = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


Refuse = Callable[[tuple[str, ...], str, str], NoReturn]
"""Raise the error for a key: the key's path, what is wrong, and what to do."""


def checked(settings: Settings, text: str, name: str) -> Settings:
    """The settings with papers by their usual names; `text` is edition.toml's, `name` its path.

    Raises PamphletError for the first thing that cannot be meant.
    """

    def refuse(path: tuple[str, ...], what: str, advice: str) -> NoReturn:
        raise PamphletError(what, advice=advice, where=name, line=line_of(text, path))

    settings = msgspec.structs.replace(settings, accent=accent.in_full(settings.accent))
    _check_edition(settings, refuse)
    _check_contact(settings.contact, refuse)
    _check_limits(settings.limits, refuse)
    _check_catalogue(settings, refuse)
    return msgspec.structs.replace(
        settings, page=_checked_page(settings.page, refuse), press=_checked_press(settings, refuse)
    )


def _check_edition(settings: Settings, refuse: Refuse) -> None:
    if settings.date and not _is_date(settings.date):
        refuse(("date",), f"`date` is “{settings.date}”", "write it as 2026-11-21, 2026-11 or 2026")
    if settings.slug and not (SLUG.fullmatch(settings.slug) and len(settings.slug) <= LONGEST_SLUG):
        refuse(
            ("slug",),
            f"`slug` is “{settings.slug}”",
            f"use small letters a to z, figures and hyphens, at most {LONGEST_SLUG}, for it names files",
        )
    if twice := [file for file in settings.statements if settings.statements.count(file) > 1]:
        refuse(("statements",), f"“{twice[0]}” is listed twice", "take one of them out")
    if settings.language and not LANGUAGE_TAG.fullmatch(settings.language):
        refuse(("language",), f"`language` is “{settings.language}”", 'write a code such as "en", "de" or "pt-BR"')
    if settings.accent and (what := accent.refusal(settings.accent)):
        refuse(("accent",), f"`accent` {what}", accent.ADVICE)
    if settings.cover.image and not settings.cover.alternative:
        refuse(("cover", "image"), "the cover's image has no words for it", "add `alternative` to [cover]")


def _check_limits(limits: Limits, refuse: Refuse) -> None:
    for key, most in msgspec.structs.asdict(limits).items():
        if most < 1:
            refuse(("limits", key), f"`{key}` is {most}", "write 1 or more, or take the line out")


def _check_contact(contact: ContactSettings, refuse: Refuse) -> None:
    for kind, advice in REACHED_BY.items():
        stated = getattr(contact, kind)
        for words in (stated,) if isinstance(stated, str) else stated:
            address = parse_address(words)
            if words.strip() and (address is None or address.kind != kind):
                refuse(("contact", kind), f"`{kind}` is “{words}”", advice)


def _checked_page(page: PageSettings, refuse: Refuse) -> PageSettings:
    size = find_paper(page.size)
    if size is None:
        refuse(("page", "size"), f"no page is called “{page.size}”", f"choose one of {', '.join(PAPERS)}")
    if page.pages < 0 or page.pages > MOST_PAGES:
        refuse(("page", "pages"), f"`pages` is {page.pages}", f"ask for 1 to {MOST_PAGES}, the covers counted")
    if page.pages and page.fit:
        refuse(("page", "fit"), "`fit` and `pages` both say how many pages there are to be", "take one of them out")
    return msgspec.structs.replace(page, size=size)


def _checked_press(settings: Settings, refuse: Refuse) -> PressSettings:
    def refuse_key(key: str, what: str, advice: str) -> NoReturn:
        refuse(("press", key), what, advice)

    press = with_drum(settings.press, settings.accent)
    return check_press(press, stated_keys(press), refuse_key)


def _check_catalogue(settings: Settings, refuse: Refuse) -> None:
    """Refuse what would stand wrong in a library's catalogue."""
    stated = {"identifier": (settings.identifier,), "print_identifier": (settings.print_identifier,)}
    for key, identifiers in {**stated, "identifiers": settings.identifiers}.items():
        for identifier in filter(is_wrong_isbn, identifiers):
            refuse(
                (key,), f"“{identifier}” is no ISBN", "compare it with the one that you were given, figure by figure"
            )
    for contributor in settings.contributors:
        if not contributor.name:
            refuse(("contributors",), "a contributor has no name", 'add `name = "…"` to [[contributors]]')
        if not relator_of(contributor.role):
            known = ", ".join(RELATORS)
            refuse(("contributors", "role"), f"no role is called “{contributor.role}”", f"choose one of {known}")
    position = settings.series.position
    if not isinstance(position, str) and not abs(position) <= MOST_IN_SERIES:  # nor is what is no number
        refuse(("series", "position"), f"`position` is over {MOST_IN_SERIES}", "count the pamphlets of the series")
    if settings.series.position and not settings.series.name:
        refuse(("series",), "the series has no name", 'add `name = "…"` to [series]')
    if settings.evaluation != EvaluationSettings():
        _check_evaluation(settings.evaluation, refuse)


def _check_evaluation(evaluation: EvaluationSettings, refuse: Refuse) -> None:
    if not evaluation.evaluator:
        refuse(
            ("evaluation",), "nobody is named who evaluated the e-book", 'add `evaluator = "…"` or drop [evaluation]'
        )
    if not CONFORMANCE.fullmatch(evaluation.conforms_to):
        refuse(
            ("evaluation", "conforms_to"),
            f"`conforms_to` is “{evaluation.conforms_to}”",
            'write it as the standard does: "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"',
        )


def _is_date(text: str) -> bool:
    if not ISO_DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True
