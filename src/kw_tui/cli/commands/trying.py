"""`kw set KEY=VALUE --dry-run`: who would change segment, and what would become of the queue."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kw_tui.vocabulary.texts import Text, grouped, money

if TYPE_CHECKING:
    from decimal import Decimal

    import polars as pl

    from kw_tui.cli.output import Sink
    from kw_tui.cli.voice import Voice
    from kw_tui.workbench import Workbench
    from kw_tui.workbench.trying import Effect, Tried

_MOVED = Text(
    "kw: {way}: {n} von {total} Kunden wechseln, Umsatz {revenue}",
    "kw: {way}: {n} of {total} customers would move, revenue {revenue}",
)
_NOBODY = Text("kw: kein Kunde von {total} wechselt sein Segment", "kw: none of {total} customers would change segment")
_OWN = Text(
    "kw: eigenes Segment {segment}: {customers} -> {customers_then} Kunden, {come} kommen, {gone} gehen",
    "kw: own segment {segment}: {customers} -> {customers_then} customers, {come} come, {gone} go",
)
_TOTAL = Text("kw: {label} aller Kunden: {now} -> {then}", "kw: {label} of all customers: {now} -> {then}")
_ITEMS = Text(
    "kw: Prüfliste, {proposal}: {now} -> {then}, {stake} -> {stake_then} im Jahr",
    "kw: review queue, {proposal}: {now} -> {then}, {stake} -> {stake_then} a year",
)
_SAME_QUEUE = Text("kw: die Prüfliste behält ihre Vorschläge", "kw: the review queue keeps its proposals")
_NOT_SAVED = Text("kw: nichts gespeichert", "kw: nothing saved")


def tell_effect(bench: "Workbench", changes: Mapping[str, str | None], sink: "Sink") -> None:
    """Tell what the changes would do; nothing is saved. Raise UsageError if one is impossible."""
    tried, voice = bench.try_out(changes), sink.voice
    if sink.form == "json":
        from kw_tui.workbench.trying import as_mapping

        sink.json(as_mapping(tried))
        return
    _write_moves(bench, tried, sink)
    for one in tried.ways:
        voice.say(_summed(one, tried.customers, voice, bench.currency))
    if not tried.ways:
        voice.say(_NOBODY.format(total=grouped(tried.customers, 0, voice.lang)))
    for row in tried.own.to_dicts():
        voice.say(_OWN.format(**row))
    _tell_totals(bench, tried, voice)
    _tell_queue(bench, tried, voice)
    voice.say(_NOT_SAVED)


def _write_moves(bench: "Workbench", tried: "Tried", sink: "Sink") -> None:
    from kw_tui.cli.columns import labelled
    from kw_tui.workbench.trying import moves_by_way

    rows = moves_by_way(tried)
    if rows.height or sink.form != "table":
        sink.frame(rows, labelled(bench, rows))


def _summed(effect: "Effect", customers: int, voice: "Voice", currency: str) -> Text:
    from kw_tui.core.segmentation.segments import segmentation_by

    counts = {"n": grouped(effect.changed, 0, voice.lang), "total": grouped(customers, 0, voice.lang)}
    revenue = _amount(effect.revenue, voice, currency)
    return _MOVED.format(way=segmentation_by(effect.by).label, revenue=revenue, **counts)


def _tell_totals(bench: "Workbench", tried: "Tried", voice: "Voice") -> None:
    labels = {metric.id: metric.label for metric in bench.metrics()}
    for one in tried.totals:
        now, then = (_amount(amount, voice, bench.currency) for amount in (one.now, one.then))
        voice.say(_TOTAL.format(label=labels[one.metric], now=now, then=then))


def _tell_queue(bench: "Workbench", tried: "Tried", voice: "Voice") -> None:
    from kw_tui.core.proposals.rules import PROPOSALS

    counted: pl.DataFrame = tried.queue_changes
    for row in counted.to_dicts():
        stakes = {name: _amount(row[at], voice, bench.currency) for name, at in _STAKES.items()}
        named = {"proposal": PROPOSALS[row["proposal"]], "now": row["items"], "then": row["items_then"]}
        voice.say(_ITEMS.format(**named, **stakes))
    if counted.is_empty():
        voice.say(_SAME_QUEUE)


_STAKES = {"stake": "at_stake", "stake_then": "at_stake_then"}


def _amount(amount: "Decimal | None", voice: "Voice", currency: str) -> str:
    return "–" if amount is None else money(amount, voice.lang, currency)
