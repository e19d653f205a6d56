"""What is told of the customers of a session besides its ledger: by models, by the company they keep, and by people."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.decisions.claims import Claim, HitRate, claim_frame, claims, hit_rate, run_out, standing
from kw_tui.core.metrics.cross_selling import CROSS_SETTINGS
from kw_tui.core.metrics.lifetime import LIFETIME_SETTINGS
from kw_tui.core.metrics.new_need import recent_periods
from kw_tui.core.reduction.reduce import REDUCTION_VERSION
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import doing
from kw_tui.workbench.buying import Buying
from kw_tui.workbench.kept import computed
from kw_tui.workbench.session_at_work import SessionAtWork

if TYPE_CHECKING:
    from kw_tui.core.cross_selling.affinity import Affinity
    from kw_tui.workbench.lifetimes import Lifetimes

TOLD_SETTINGS = (*LIFETIME_SETTINGS, "wallet_tau", "wallet_alike", *CROSS_SETTINGS)
"""Settings that models read; all others are read by metrics and proposals."""
TOLD_VERSION = 1
"""Raised with every change of what is told."""


class Assorted(NamedTuple):
    """What customers paid for products (`pipeline.paid`), and bought of each group (`pipeline.basket_sums`)."""

    paid: pl.DataFrame
    sums: pl.DataFrame


class Told(SessionAtWork):
    """A session whose models are fitted when asked, and kept on disk as long as the ledger and the day are the same."""

    def models(self) -> pl.DataFrame:
        """Return one row a fitted lifetime model, with what it foretold of orders held out."""
        return self._all_lifetimes().compared()

    def model_tracking(self) -> pl.DataFrame:
        """Return one row a unit of time: repeat orders so far, as they came and as each model says."""
        return self._all_lifetimes().tracked()

    def model_errors(self) -> pl.DataFrame | None:
        """Return what the model of the settings foretold by number of orders before, and what came."""
        return self._all_lifetimes().errors(self.settings.choice("clv_model"))

    def why_no_model(self) -> Text | None:
        """Return why no lifetime model can be fitted; None where it can."""
        return self._all_lifetimes().why_not()

    def claims(self) -> Sequence[Claim]:
        """Return every claim of potential ever made, oldest first."""
        return self._kept.get("claims", self._decisions.stamp(), lambda: claims(self._decisions.potentials()))

    def hit_rate(self) -> HitRate:
        """Return how many of the claims that have run out came true."""
        due = run_out(self.claims(), self.as_of)
        return self._kept.get("hits", (self.store.fingerprint(), due), lambda: hit_rate(due, self._sales_of(due)))

    def claim_of(self, customer_id: str) -> Claim | None:
        """Return the claim of potential that stands for a customer."""
        return self._claims_now()[0].get(customer_id)

    def _facts(self) -> pl.DataFrame:
        """The facts of the period, as long as it and the ledger are the same."""
        key = (self.store.fingerprint(), *self._when())
        return self._kept.get("facts", key, self._facts_now)

    def _facts_now(self) -> pl.DataFrame:
        with self._doing(doing.SALES):
            return self.store.facts(self.period, self.period.previous, self.as_of)

    def _told(self) -> pl.DataFrame:
        """The facts with what is told besides, in the order of the facts; the same object while nothing changes."""
        return self._kept.get("told", self._told_key(), self._told_of_facts)

    def _told_key(self) -> tuple[Hashable, ...]:
        held, rate = self._claims_now()
        return (self.store.fingerprint(), *self._told_what(), tuple(held.items()), rate)

    def _told_what(self) -> tuple[Hashable, ...]:
        """What all that is told rests on, but for the ledger and for claims."""
        asked = tuple(self.settings[id_] for id_ in TOLD_SETTINGS)
        return (self.as_of, self.period, asked, TOLD_VERSION, REDUCTION_VERSION)

    def _told_of_facts(self) -> pl.DataFrame:
        facts = self._facts()
        by_models = self.store.remembered(("told", *self._told_what()), lambda: self._told_by_models(facts))
        besides = facts.with_columns(by_models.get_columns())
        held, rate = self._claims_now()
        return computed(pipeline.add_claims(besides.lazy(), claim_frame(held, rate).lazy())) if held else besides

    def _told_by_models(self, facts: pl.DataFrame) -> pl.DataFrame:
        """The columns beside the facts, row by row."""
        recent = self.store.facts(*recent_periods(self.as_of), self.as_of).lazy()
        plan = pipeline.told(facts.lazy(), recent, self._outlook(facts.lazy()), self._estimates(facts.lazy()))
        return computed(plan.select(pl.exclude(facts.columns)))

    def _estimates(self, facts: pl.LazyFrame) -> pipeline.Estimates:
        """What models say of wallets and cross-selling."""
        from kw_tui.workbench.estimates import best_to_sell, wallets  # with an engine of its own, not needed to start

        business = pipeline.year_of_business(facts, self.as_of, self.period)
        best = best_to_sell(self.store, business, self._when(), self._cross_asked(), self._affinity)
        with self._doing(doing.WALLETS):
            return pipeline.Estimates(wallets=wallets(self.store, business, self._when(), self.settings), cross=best)

    def _claims_now(self) -> tuple[Mapping[str, Claim], HitRate]:
        return standing(self.claims(), self.as_of), self.hit_rate()

    def _sales_of(self, due: Sequence[Claim]) -> pl.DataFrame:
        """Net revenue by day of the customers concerned; nothing is read where nobody is."""
        if not due:
            return pl.DataFrame()
        concerned = pl.col("customer_id").is_in([claim.customer_id for claim in due])
        later = [pl.col(name).fill_null(0) for name in ("cash_discount", "bonus")]
        net = (pl.col("net_amount") - later[0] - later[1]).sum()
        sold = self.store.scan("sales_line").filter(concerned).group_by("customer_id", "invoice_date").agg(net=net)
        return sold.collect(engine="streaming")

    def _when(self) -> tuple[Hashable, ...]:
        return (self.as_of, self.period)

    def _cross_asked(self) -> tuple[Hashable, ...]:
        return tuple(self.settings[id_] for id_ in CROSS_SETTINGS)

    def _affinity(self) -> "Affinity":
        from kw_tui.workbench.estimates import basket_affinity

        key = (self.store.fingerprint(), self.period, *self._cross_asked())
        return self._kept.get("affinity", key, lambda: basket_affinity(self._assorted().sums, self.settings))

    def _outlook(self, facts: pl.LazyFrame) -> pipeline.Outlook:
        """What the lifetime models say; where nothing can be foretold, the engine that does is not loaded."""
        is_told = Buying(self.store, facts, self.as_of, self.settings).why_not() is None
        if not is_told:
            return pipeline.NO_OUTLOOK
        with self._doing(doing.LIFETIMES):
            return self._lifetimes(facts).outlook()

    def _all_lifetimes(self) -> "Lifetimes":
        return self._lifetimes(self._facts().lazy())

    def _lifetimes(self, facts: pl.LazyFrame) -> "Lifetimes":
        from kw_tui.workbench.lifetimes import Lifetimes  # with an engine of its own, which a start does not need

        return Lifetimes(self.store, facts, self.as_of, self.settings)

    def _assorted(self) -> Assorted:
        """What was bought of each product and group in the period, from one look at the lines."""
        return self._kept.get("assorted", (self.store.fingerprint(), self.period), self._assorted_now)

    def _assorted_now(self) -> Assorted:
        with self._doing(doing.BASKETS):
            priced, sums = self.store.assorted(self.period, (pipeline.priced, pipeline.basket_sums))
            return Assorted(pipeline.paid(priced, self._facts()["customer_id"]), sums)

    def _paid(self) -> pl.DataFrame:
        """What each customer paid for each product in the period: one object as long as nothing changes."""
        what = ("paid", self.period, TOLD_VERSION, REDUCTION_VERSION)
        key = (self.store.fingerprint(), what)
        return self._kept.get("paid", key, lambda: self.store.remembered(what, lambda: self._assorted().paid))

    def _orders(self) -> pl.DataFrame:
        """The orders of the period, one object as long as nothing changes."""
        what = ("orders", self.period, TOLD_VERSION, REDUCTION_VERSION)
        key = (self.store.fingerprint(), what)
        return self._kept.get("orders", key, lambda: self.store.remembered(what, self._orders_now))

    def _orders_now(self) -> pl.DataFrame:
        return pipeline.placed_orders(self.store.orders(self.period), self._facts()["customer_id"])
