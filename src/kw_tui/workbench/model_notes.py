"""What stands behind a column that a model, a person or a comparison tells: which model, with which parameters."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from kw_tui.core.metrics.clusters import CLUSTER
from kw_tui.core.metrics.estimates import CLAIM, CROSS, WALLET
from kw_tui.core.metrics.lifetime import FORECAST
from kw_tui.core.metrics.value_words import MODELS
from kw_tui.vocabulary.texts import Lang, Text, day, grouped, percent, printable

if TYPE_CHECKING:
    from kw_tui.workbench.tracing import Tracing


class ModelNotes:
    """The notes on one customer's row; a model is looked at only if one of its columns is asked about."""

    def __init__(self, bench: "Tracing", row: Mapping[str, Any]) -> None:
        self._bench, self._row = bench, row

    def about(self, columns: Collection[str]) -> dict[str, Text]:
        """Return a note for each of these columns of which there is something to say."""
        groups = (
            (FORECAST[:-1], self._lifetime),
            (FORECAST[-1:], self._spending),
            (tuple(WALLET), self._wallet),
            (tuple(CLAIM), self._claim),
            (tuple(CROSS), self._cross),
            ((CLUSTER,), self._cluster),
        )
        notes: dict[str, Text] = {}
        for ids, told in groups:
            asked = [id_ for id_ in ids if id_ in columns]
            if asked and (note := told()) is not None:
                notes |= dict.fromkeys(asked, note)
        return notes

    def _lifetime(self) -> Text | None:
        return self._fitted(self._bench.settings.choice("clv_model"))

    def _spending(self) -> Text | None:
        used = self._bench.spending_model()
        return None if used is None else self._fitted(used)

    def _fitted(self, name: str) -> Text | None:
        fit = None if name == "simple" else self._bench.fitted_model(name)
        if fit is None:
            return None
        by_name = {"k": fit["k"]} if name == "mbg_cnbd" else {}
        by_name |= {one["name"]: one["value"] for one in fit["parameters"]}
        texts = (_joined(by_name, lang) for lang in ("de", "en"))
        customers = Text(grouped(fit["customers"], 0, "de"), grouped(fit["customers"], 0, "en"))
        note = Text("{model}: {by_name}; aus {customers} Kunden", "{model}: {by_name}; of {customers} customers")
        return note.format(model=MODELS[name], by_name=Text(*texts), customers=customers)

    def _wallet(self) -> Text | None:
        settings = self._bench.settings
        tau = settings.number("wallet_tau")
        note = Text(
            "Quantil {tau} der Firmen mit gleichen Angaben: der {alike} nächsten, oder durch Quantilsregression, "
            "wo sie besser vorhersagt",
            "quantile {tau} of companies with the same data: the {alike} nearest, or by quantile regression where that "
            "foretells better",
        )
        share = Text(percent(tau, "de", 0), percent(tau, "en", 0))
        return note.format(tau=share, alike=f"{settings.number('wallet_alike'):g}")

    def _claim(self) -> Text | None:
        rate, claim = self._bench.hit_rate(), self._bench.claim_of(self._row["customer_id"])
        counted = Text("{hits} von {settled} eingetroffen", "{hits} of {settled} came true")
        counted = counted.format(hits=rate.hits, settled=rate.settled)
        if claim is None:
            return counted if rate.settled else None
        note = Text("{who}, gilt bis {until}: {evidence}; {counted}", "{who}, until {until}: {evidence}; {counted}")
        until = Text(day(claim.until, "de"), day(claim.until, "en"))
        told = {"who": printable(claim.who), "until": until, "evidence": printable(claim.evidence)}
        return note.format(**told, counted=counted)

    def _cross(self) -> Text | None:
        rows = self._bench.cross_selling(self._row["customer_id"])
        if rows.is_empty():
            return None
        best = rows.row(0, named=True)
        note = Text(
            "wegen {because}: Lift {lift}, gemeinsam bei {support} der Kunden, Chance {chance}",
            "because of {because}: lift {lift}, bought together by {support} of customers, chance {chance}",
        )
        return note.format(
            because=printable(best["because"]),
            lift=Text(grouped(best["lift"], 2, "de"), grouped(best["lift"], 2, "en")),
            support=Text(percent(best["support"], "de"), percent(best["support"], "en")),
            chance=Text(percent(best["chance"], "de"), percent(best["chance"], "en")),
        )

    def _cluster(self) -> Text | None:
        clusters = self._bench.portfolio()[CLUSTER].drop_nulls()
        if clusters.is_empty():
            return None
        note = Text("eine von {k} Gruppen; {own} von {all} Kunden", "one of {k} clusters; {own} of {all} customers")
        own = int((clusters == self._row[CLUSTER]).sum())
        return note.format(k=clusters.n_unique(), own=own, all=clusters.len())


def _joined(by_name: Mapping[str, Any], lang: Lang) -> str:
    written = (f"{name} = {_figure(value, lang)}" for name, value in by_name.items())
    return (", " if lang == "en" else "; ").join(written)


def _figure(value: float, lang: Lang) -> str:
    if abs(value) >= 1000:
        return grouped(value, 0, lang)
    text = f"{value:.4g}"
    return text.replace(".", ",") if lang == "de" else text
