"""One currency a session: files in another are converted by the session's rates, or refused with the lines named."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl

from kw_tui.core.intake.currency import amount_header, by_currency, converted, named
from kw_tui.core.intake.headers import currency_of
from kw_tui.storage.engines import fitting_amounts
from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.staged import LINE_KEY, parts_for, stage
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.session import Session
from kw_tui.vocabulary.texts import Text, grouped, money
from kw_tui.workbench.imported import Imported, InCurrency

_HALF_A_UNIT = Decimal("0.00005")
"""What rounding to four places may cost a line."""


def settled_currency(session: Session) -> str | None:
    """The currency files have to be in; None where the first file of a new session is free to be in any."""
    return session.currency if session.sources or session.rates else None


def answer_before(one: Imported, session: Session) -> str | None:
    """What a person said of the last file with the same columns: the currency of lines that name none."""
    said = (source.options.get("currency") for source in reversed(session.sources) if source.headers == one.header_set)
    return next(filter(None, said), None)


def in_one_currency(
    one: Imported, session: Session, settled: str | None, folder: Path, before: str | None = None
) -> Imported:
    """Return a file's rows, those without a customer too, in the currency that is `settled`, else in its own.

    Lines that name none are in the one `options` say, else in that of the `answer_before`, else in the session's.
    Raises SourceError where that could be wrong because others occur, where rates are missing, naming each currency
    with its first line, or where amounts become too large.
    """
    base = settled or session.currency
    by_header = _by_header(one)
    if by_header not in (None, base) and not one.currencies:
        one = replace(one, currencies=_unnamed(one))
    one, blank = _all_named(one, base, before or by_header)
    found = [each.name for each in one.currencies if each.name is not None]
    if len(found) <= 1 and (settled is None or not found or settled in found):
        return replace(one, currency=next(iter(found), None))
    rates = {name: Decimal(session.rates[name]) for name in found if name != base and name in session.rates}
    if missing := [name for name in found if name != base and name not in rates]:
        raise _without_rate(one, missing, base, session.rates)
    return _converted(one, base, blank, rates, folder / f"{one.sha256[:16]}-converted")


def _by_header(one: Imported) -> str | None:
    """The currency the column of the amount is headed with: `Netto USD`."""
    header = amount_header(one.mapping)
    return None if header is None or one.table.id != "sales_line" else currency_of(header)


def _unnamed(one: Imported) -> tuple[InCurrency, ...]:
    """All lines as lines that name no currency."""
    columns = [pl.col(LINE), pl.col("net_amount")]
    accepted = one.staged.scan().rename({LINE_KEY: LINE}).select(columns) if one.staged.files else None
    every = [
        rows.select(pl.col(LINE).cast(pl.Int64), "net_amount") for rows in (accepted, one.anonymous) if rows is not None
    ]
    lines = pl.concat(every).with_columns(currency=pl.lit(None, dtype=pl.String))
    return tuple(InCurrency(*row) for row in by_currency(lines).collect(engine="streaming").rows())


def _all_named(one: Imported, base: str, before: str | None) -> tuple[Imported, str]:
    """The file with a currency for the lines that name none, and which it is."""
    unnamed = next((each for each in one.currencies if each.name is None), None)
    answer = one.options.currency or before
    if unnamed is None:
        idle = [_IDLE.format(currency=one.options.currency)] if one.options.currency and one.currencies else []
        return replace(one, notes=(*one.notes, *idle)), base
    if answer is None and any(each.name not in {None, base} for each in one.currencies):
        raise _unclear(one, unnamed, base)
    blank = answer or base
    others = {each.name: each for each in one.currencies if each.name is not None}
    same = others.get(blank, InCurrency(blank, 0, unnamed.first, Decimal(0)))
    first, total = min(same.first, unnamed.first), same.total + unnamed.total
    others[blank] = InCurrency(blank, same.lines + unnamed.lines, first, total)
    all_named = tuple(sorted(others.values(), key=lambda each: each.first))
    options = replace(one.options, currency=answer)  # so that it is read the same again
    note = _UNNAMED.format(**_fields(unnamed), currency=blank)
    return replace(one, currencies=all_named, options=options, notes=(*one.notes, note)), blank


def _converted(one: Imported, base: str, blank: str, rates: dict[str, Decimal], folder: Path) -> Imported:
    def in_base(rows: pl.LazyFrame) -> pl.LazyFrame:
        fields = rows.collect_schema().names()
        return converted(named(rows, fields, blank), one.table, fields, base, rates) if fields else rows

    with fitting_amounts():
        again = stage(in_base(one.staged.scan()), folder, parts_for(one.reconciliation.accepted))
        anonymous = in_base(one.anonymous)
        (count, total), (count_apart, total_apart) = _counted(again.scan()), _counted(anonymous)
    _refuse_difference(one, rates, count + count_apart, total + total_apart)
    return replace(
        one,
        staged=again,
        anonymous=anonymous,
        currency=base,
        converted_sum=total,
        converted_without_customer=total_apart,
        notes=(*one.notes, _told(one.currencies, total + total_apart, base, rates)),
    )


def _counted(rows: pl.LazyFrame) -> tuple[int, Decimal]:
    if "net_amount" not in rows.collect_schema().names():
        return 0, Decimal(0)
    total = pl.col("net_amount").sum().cast(pl.Decimal(38, 4))
    count, amount = rows.select(pl.len(), total).collect(engine="streaming").row(0)
    return count, amount or Decimal(0)


def _refuse_difference(one: Imported, rates: dict[str, Decimal], count: int, total: Decimal) -> None:
    """Raise SourceError unless all lines are there still, and worth what the sum of each currency is at its rate."""
    expected = sum((each.total * rates.get(each.name or "", Decimal(1)) for each in one.currencies), Decimal(0))
    lines = sum(each.lines for each in one.currencies)
    if count == lines and abs(total - expected) <= lines * _HALF_A_UNIT:
        return
    fields = {"path": one.path, "lines": lines, "sum": expected, "count": count, "found": total}
    raise SourceError(_DIFFERS.format(**fields), _NOTHING)


def _told(currencies: Sequence[InCurrency], total: Decimal, base: str, rates: dict[str, Decimal]) -> Text:
    foreign = [(each, rates[each.name]) for each in currencies if each.name in rates]
    told = [_AT_RATE.format(**_fields(each), base=base, rate=_decimal(rate)) for each, rate in foreign]
    listed = Text("; ".join(one.de for one in told), "; ".join(one.en for one in told))
    return _CONVERTED.format(rates=listed, sum=Text(money(total, "de", base), money(total, "en", base)))


def _fields(each: InCurrency) -> dict[str, object]:
    name = each.name or ""
    return {
        "name": name,
        "lines": Text(grouped(each.lines, 0, "de"), grouped(each.lines, 0, "en")),
        "first": each.first,
        "sum": Text(money(each.total, "de", name), money(each.total, "en", name)),
    }


def _decimal(rate: Decimal) -> Text:
    return Text(f"{rate:f}".replace(".", ","), f"{rate:f}")


def _unclear(one: Imported, unnamed: InCurrency, base: str) -> SourceError:
    others = [each for each in one.currencies if each.name is not None]
    message = _UNCLEAR.format(path=one.path, **_fields(unnamed), others=_listed(others))
    return SourceError(message, _SAY.format(base=base))


def _without_rate(one: Imported, missing: list[str], base: str, known: Mapping[str, str]) -> SourceError:
    message = (_SEVERAL if len(one.currencies) > 1 else _OTHER).format(
        path=one.path, all=_listed(one.currencies), base=base
    )
    if odd := [name for name in missing if not (len(name) == 3 and name.isascii() and name.isalpha())]:
        return SourceError(message, _NO_CODE.format(name=odd[0]))
    rates = {**known, **dict.fromkeys(missing, "0.92")}  # what is set takes the place of all that were
    return SourceError(message, _RATES.format(rates=",".join(f"{name}={rate}" for name, rate in rates.items())))


def _listed(currencies: Sequence[InCurrency]) -> Text:
    each = [(one.name, one.first) for one in currencies]
    return Text(*(", ".join(f"{name} ({word} {line})" for name, line in each) for word in ("Zeile", "line")))


_SEVERAL = Text("{path}: mehrere Währungen: {all}", "{path}: more than one currency: {all}")
_OTHER = Text("{path} ist in {all}, die Sitzung in {base}", "{path} is in {all}, the session in {base}")
_RATES = Text(
    "Kurse angeben: `kw set rates={rates}`, oder je Währung eine Sitzung anlegen",
    "give rates: `kw set rates={rates}`, or start a session for each currency",
)
_NO_CODE = Text(
    "{name!r} ist keine Währung: die Zellen berichtigen, oder die Spalte mit --map currency= weglassen",
    "{name!r} is no currency: correct the cells, or leave the column out with --map currency=",
)
_UNCLEAR = Text(
    "{path}: Zeilen, die keine Währung nennen: {lines} (zuerst Zeile {first}, zusammen {sum}); andere nennen {others}",
    "{path}: lines that name no currency: {lines} (first line {first}, together {sum}); others name {others}",
)
_SAY = Text("sagen, worin sie sind, z. B. --currency {base}", "say what they are in, e.g. --currency {base}")
_UNNAMED = Text(
    "Zeilen, die keine Währung nennen: {lines} (zuerst Zeile {first}, zusammen {sum}), als {currency} gezählt",
    "lines that name no currency: {lines} (first line {first}, together {sum}), counted as {currency}",
)
_IDLE = Text(
    "jede Zeile nennt ihre Währung, --currency {currency} ändert nichts",
    "every line names its currency, --currency {currency} changes nothing",
)
_AT_RATE = Text("1 {name} = {rate} {base} (Zeilen: {lines}, {sum})", "1 {name} = {rate} {base} (lines: {lines}, {sum})")
_CONVERTED = Text("umgerechnet mit {rates}; zusammen {sum}", "converted at {rates}; together {sum}")
_DIFFERS = Text(
    "{path}: nach dem Umrechnen {count} Zeilen mit {found} statt {lines} mit {sum}",
    "{path}: after conversion {count} lines of {found} instead of {lines} of {sum}",
)
_NOTHING = Text("nichts wurde importiert; die Kurse prüfen", "nothing was imported; check the rates")
