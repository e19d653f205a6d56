"""One currency a session: files in another are converted by the session's rates, or refused with the lines named."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl

from kw_tui.core.intake.currency import converted
from kw_tui.storage.engines import fitting_amounts
from kw_tui.storage.staged import parts_for, stage
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.session import Session
from kw_tui.vocabulary.texts import Text, money
from kw_tui.workbench.accounting import Imported


def settled_currency(session: Session) -> str | None:
    """The currency files have to be in; None where the first file of a new session is free to be in any."""
    return session.currency if session.sources or session.rates else None


def in_one_currency(one: Imported, session: Session, settled: str | None, folder: Path) -> Imported:
    """Return a file's rows in the currency that is `settled`, else in its own.

    Raises SourceError where rates are missing, naming each currency with the first line that has it, or where amounts
    become too large.
    """
    found = dict(one.currencies)
    if len(found) <= 1 and (settled is None or not found or settled in found):
        return replace(one, currency=next(iter(found), None))
    base = settled or session.currency
    rates = {name: Decimal(session.rates[name]) for name in found if name != base and name in session.rates}
    missing = [name for name in found if name != base and name not in rates]
    if missing:
        raise _without_rate(one, missing, base)
    staged = one.staged.scan()
    fields = staged.collect_schema().names()
    rows = converted(staged, one.table, fields, base, rates)
    with fitting_amounts():
        again = stage(rows, folder / f"{one.sha256[:16]}-converted", parts_for(one.reconciliation.accepted))
        total = _sum(again.scan())
    told = _told(total, base, rates)
    return replace(one, staged=again, currency=base, converted_sum=total, notes=(*one.notes, told))


def _sum(rows: pl.LazyFrame) -> Decimal:
    if "net_amount" not in rows.collect_schema().names():
        return Decimal(0)
    return rows.select(pl.col("net_amount").sum().cast(pl.Decimal(38, 4))).collect().item() or Decimal(0)


def _told(total: Decimal, base: str, rates: dict[str, Decimal]) -> Text:
    listed = ", ".join(f"1 {name} = {rate} {base}" for name, rate in rates.items())
    amount = Text(money(total, "de", base), money(total, "en", base))
    return _CONVERTED.format(rates=listed, sum=amount)


def _without_rate(one: Imported, missing: list[str], base: str) -> SourceError:
    lines = dict(one.currencies)
    listed = Text(*(", ".join(f"{name} ({word} {line})" for name, line in lines.items()) for word in ("Zeile", "line")))
    message = _SEVERAL if len(lines) > 1 else _OTHER
    hint = _RATES.format(rates=",".join(f"{name}=0.92" for name in missing))
    return SourceError(message.format(path=one.path, all=listed, base=base), hint)


_SEVERAL = Text("{path}: mehrere Währungen: {all}", "{path}: more than one currency: {all}")
_OTHER = Text("{path} ist in {all}, die Sitzung in {base}", "{path} is in {all}, the session in {base}")
_RATES = Text(
    "Kurse angeben: `kw set rates={rates}`, oder je Währung eine Sitzung anlegen",
    "give rates: `kw set rates={rates}`, or start a session for each currency",
)
_CONVERTED = Text("umgerechnet mit {rates}; zusammen {sum}", "converted at {rates}; together {sum}")
