"""A proof → the lines in which a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from pamphlet.cli.failures import one_line
from pamphlet.model import Repair
from pamphlet.proof import Proof, group_by_rule


def describe_proof(proof: Proof) -> Iterator[str]:
    """Repairs by rule, then what is in doubt, then the ledger."""
    for rule, repairs in group_by_rule(proof.repairs):
        yield click.style(f"{rule}: {len(repairs)}{_sureness(repairs[0])}", bold=True)
        for repair in repairs:
            yield one_line(f"  {repair.file}:{repair.line}: {_change(repair)}")
    if proof.warnings:
        yield click.style(f"in doubt: {len(proof.warnings)}", bold=True)
    for warning in proof.warnings:
        yield one_line(f"  {warning.file}:{warning.line}: {warning.message}")
    yield from _describe_ledger(proof)


def _change(repair: Repair) -> str:
    """Before and after; what cannot be seen is named, and so is what stands for words that left."""
    before, after = (repair.before, repair.note) if repair.before else (repair.note, "")
    return f"{before} → {repair.after or after or 'nothing'}".replace("\n", " / ")


def _sureness(repair: Repair) -> str:
    """How often repairs of the rule are right, in brackets; nothing where it was not measured."""
    return f" (at least {repair.confidence:.1%} of such repairs are right)" if repair.confidence is not None else ""


def _describe_ledger(proof: Proof) -> Iterator[str]:
    ledger = proof.ledger
    for loss in ledger.unaccounted:
        yield click.style(one_line(f"{loss.file}:{loss.line}: {loss.sentence}"), fg="red")
    if not ledger.unaccounted:
        read = ", ".join(ledger.media)
        yield click.style(f"every word is accounted for: {ledger.words} words, read back from {read}", fg="green")
