"""What models say of a session's customers besides their lifetime: computed once for a ledger, kept on disk."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

import polars as pl

from kw_tui.storage.cache import Store
from kw_tui.vocabulary.settings import Settings
from kw_tui.workbench.kept import computed

if TYPE_CHECKING:
    from kw_tui.core.cross_selling.affinity import Affinity

# The engines behind the estimates are loaded where one is computed: what is kept is shown without them.

ESTIMATES_VERSION = 1
"""Raised with every change of what an estimate means."""


def wallets(store: Store, business: pl.LazyFrame, when: tuple[Hashable, ...], settings: Settings) -> pl.LazyFrame:
    """The wallet of every customer, from its `business` of a year and that of companies like it."""
    alike, tau = round(settings.number("wallet_alike")), settings.number("wallet_tau")

    def told() -> pl.DataFrame:
        from kw_tui.core.wallet import wallet

        return wallet.wallets(computed(business), alike, tau)

    return store.remembered(("wallet", *when, alike, tau, ESTIMATES_VERSION), told).lazy()


def basket_affinity(sums: pl.DataFrame, settings: Settings) -> "Affinity":
    """Which product groups go together in the baskets of all customers, from their `pipeline.basket_sums`."""
    from kw_tui.core.cross_selling.affinity import affinity
    from kw_tui.core.cross_selling.baskets import baskets

    return affinity(baskets(sums), settings.number("cross_support"), settings.number("cross_lift"))


def related_groups(
    store: Store, when: tuple[Hashable, ...], asked: tuple[Hashable, ...], related: "Callable[[], Affinity]"
) -> pl.DataFrame:
    """The pairs of product groups that go together; `related` is called for where they are not known yet."""

    def told() -> pl.DataFrame:
        from kw_tui.core.cross_selling.affinity import relations

        return relations(related())

    return store.remembered(("related", *when, *asked, ESTIMATES_VERSION), told)


def best_to_sell(
    store: Store,
    business: pl.LazyFrame,
    when: tuple[Hashable, ...],
    asked: tuple[Hashable, ...],
    related: "Callable[[], Affinity]",
) -> pl.LazyFrame:
    """The group that promises most to each customer; `business` tells its `revenue` of a year.

    `related` is called for where it is not known yet, and rests on the settings `asked`.
    """

    def best_of_all() -> pl.DataFrame:
        from kw_tui.core.cross_selling.affinity import best_groups

        return best_groups(related())

    best = store.remembered(("cross", *when, *asked, ESTIMATES_VERSION), best_of_all)
    related_groups(store, when, asked, related)  # while the baskets are at hand: one customer asks for it at once
    told = best.lazy().join(business.select("customer_id", "revenue"), on="customer_id")
    value = pl.when(pl.col("revenue") > 0).then(pl.col("cross_share") * pl.col("revenue"))
    return told.select("customer_id", cross_value=value, cross_group=pl.when(value.is_not_null()).then("cross_group"))
