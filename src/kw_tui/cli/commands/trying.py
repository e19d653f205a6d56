"""`kw set KEY=VALUE --dry-run`: who would change segment, and what would become of the queue."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kw_tui.vocabulary.texts import Text, grouped, money

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.cli.output import Sink
    from kw_tui.cli.voice import Voice
    from kw_tui.workbench import Workbench
    from kw_tui.workbench.trying import Effect

_MOVED = Text(
    "kw: {way}: {n} von {total} Kunden wechseln, Umsatz {revenue}",
    "kw: {way}: {n} of {total} customers would move, revenue {revenue}",
)
_NOBODY = Text("kw: {way}: kein Kunde von {total} wechselt", "kw: {way}: none of {total} customers would move")
_NO_WAY = Text("kw: davon hängt kein Segment ab", "kw: no segment rests on that")
_ITEMS = Text("kw: Prüfliste, {proposal}: {now} -> {then}", "kw: review queue, {proposal}: {now} -> {then}")
_SAME_QUEUE = Text("kw: die Prüfliste behält ihre Vorschläge", "kw: the review queue keeps its proposals")
_NOT_SAVED = Text("kw: nichts gespeichert", "kw: nothing saved")


def tell_effect(bench: "Workbench", changes: Mapping[str, str], sink: "Sink") -> None:
    """Tell what the changes would do; nothing is saved. Raise UsageError if one is impossible."""
    import polars as pl

    from kw_tui.cli.columns import labelled

    effects = [bench.effect(changes, by) for by in bench.moved_by(changes)]
    rows, voice = pl.concat(map(_named, effects)) if effects else pl.DataFrame(), sink.voice
    if sink.form == "json":
        sink.json(rows.to_dicts())
        return
    if rows.height or sink.form != "table":
        sink.frame(rows, labelled(bench, rows))
    for one in effects:
        voice.say(_summed(one, voice, bench.currency))
    if not effects:
        voice.say(_NO_WAY)
    _tell_queue(bench, changes, voice)
    voice.say(_NOT_SAVED)


def _named(effect: "Effect") -> "pl.DataFrame":
    import polars as pl

    return effect.moves.select(pl.lit(effect.by).alias("segmentation"), pl.all())


def _summed(effect: "Effect", voice: "Voice", currency: str) -> Text:
    from kw_tui.core.segmentation.segments import segmentation_by

    counts = {"n": grouped(effect.changed, 0, voice.lang), "total": grouped(effect.customers, 0, voice.lang)}
    if not effect.changed:
        return _NOBODY.format(way=segmentation_by(effect.by).label, total=counts["total"])
    revenue = "–" if effect.revenue is None else money(effect.revenue, voice.lang, currency)
    return _MOVED.format(way=segmentation_by(effect.by).label, revenue=revenue, **counts)


def _tell_queue(bench: "Workbench", changes: Mapping[str, str], voice: "Voice") -> None:
    from kw_tui.core.proposals.rules import PROPOSALS

    counted = [row for row in bench.effect_on_queue(changes).to_dicts() if row["items"] != row["items_then"]]
    for row in counted:
        voice.say(_ITEMS.format(proposal=PROPOSALS[row["proposal"]], now=row["items"], then=row["items_then"]))
    if not counted:
        voice.say(_SAME_QUEUE)
