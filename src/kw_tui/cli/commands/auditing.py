"""`kw conditions`: what the standing check of conditions found, their totals, or the discounts by size bracket."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.listed import Asked, as_list, listed
from kw_tui.cli.options import (
    voice_of,
)
from kw_tui.cli.tree import KwCommand
from kw_tui.cli.verdicts import figure
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import Workbench

BracketsOption = Annotated[bool, typer.Option("--brackets", help=words.BRACKETS.en)]


TotalsOption = Annotated[bool, typer.Option("--totals", help=words.FINDINGS_TOTAL.en)]
EVIDENCE = Text(
    "`kw evidence KUNDE` zeigt die Belege eines Kunden", "`kw evidence CUSTOMER` shows the evidence of a customer"
)


def add_conditions(app: typer.Typer) -> None:
    """Add the command."""
    app.command("conditions", cls=KwCommand, help=words.CONDITIONS.en)(as_list(_conditions))


def _conditions(
    ctx: typer.Context, asked: Asked, brackets: BracketsOption = False, totals: TotalsOption = False
) -> None:
    if totals and brackets:
        raise UsageError(Text("--brackets oder --totals", "--brackets or --totals"), Text("eins davon", "one of them"))
    found = listed(asked, voice_of(ctx), partial(_asked, brackets=brackets, totals=totals))
    if found.is_table and not (brackets or totals):
        found = replace(found, rows=with_units(found.rows, found.voice.lang, found.bench.currency))
    found.show()
    found.say((EVIDENCE,) if found.is_table and not brackets and found.rows.height else ())


def with_units(rows: "pl.DataFrame", lang: Lang, currency: str) -> "pl.DataFrame":
    """Write value and limit as a person reads them: each finding has a kind of figure of its own."""
    import polars as pl

    from kw_tui.core.metrics.findings import FINDINGS
    from kw_tui.vocabulary.table import Kind

    kinds = {finding.id: finding for finding in FINDINGS}

    def told(value: float | None, id_: str) -> str | None:
        finding = kinds[id_]
        unit = finding.unit.in_(lang) if finding.unit else currency if finding.kind is Kind.MONEY else ""
        return None if value is None else f"{figure(value, finding.kind, lang)} {unit}".rstrip()

    names = [name for name in ("value", "limit") if name in rows.columns and "finding" in rows.columns]
    return rows.with_columns(
        pl.Series(name, [told(*row) for row in rows.select(name, "finding").rows()], dtype=pl.String) for name in names
    )


def _asked(bench: "Workbench", *, brackets: bool, totals: bool) -> "pl.DataFrame":
    if brackets:
        return bench.brackets()
    return bench.condition_totals() if totals else bench.conditions()
