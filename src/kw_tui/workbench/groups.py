"""The queue of one product group: looked up in the ledger when somebody asks for it."""

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.proposals.group_share import SHARING
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.meant import meant
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import doing
from kw_tui.workbench.kept import computed
from kw_tui.workbench.reasons import Reasoning, with_conditions

MOST_NAMED = 8
"""Groups that are named to whoever asks for one that does not exist."""
GROUPS_VERSION = 1
"""Raised with every change of what is summed up by group."""


class Groups(Reasoning):
    """A session that tells what of its queue is about one product group."""

    def product_groups(self) -> pl.DataFrame:
        """Return the product groups of the period by revenue: product_group, customers, revenue; none without names."""
        named = self._group_revenue().lazy().filter(pl.col("product_group").is_not_null())
        sums = named.group_by("product_group").agg(customers=pl.len(), revenue=pl.col("revenue").sum())
        return computed(sums.sort("revenue", "product_group", descending=[True, False]))

    def queue_of_group(self, group: str) -> pl.DataFrame:
        """Return the queue for one product group, by the money that falls to it; raise UsageError if there is none."""
        known = self.product_groups()["product_group"]
        if group not in known:
            raise _no_group(group, known.to_list())
        bought = self._group_revenue().lazy().filter(pl.col("product_group") == group)
        return computed(pipeline.queue_of_group(self.queue().lazy(), bought, self.portfolio().lazy()))

    def queue_with_conditions(self, group: str | None = None) -> pl.DataFrame:
        """Return the queue, or that of a product group, with the conditions of each row before its risks."""
        queued = self.queue() if group is None else self.queue_of_group(group)
        return with_conditions(queued, self.conditions_of_queue())

    def sharing(self, group: str) -> Text:
        """Return how the money of the queue is shared out to a product group."""
        return SHARING.format(group=group)

    def _group_revenue(self) -> pl.DataFrame:
        what = ("group revenue", self.period, GROUPS_VERSION)
        key = (self.store.fingerprint(), what)
        return self._kept.get("group revenue", key, lambda: self.store.remembered(what, self._group_revenue_now))

    def _group_revenue_now(self) -> pl.DataFrame:
        with self._doing(doing.GROUPS):
            lines = self.store.scan("sales_line")
            return pipeline.group_revenue(lines, self.period).collect(engine="streaming").sort(pl.all())


def _no_group(group: str, known: list[str]) -> UsageError:
    message = Text("Eine Warengruppe {group!r} gibt es nicht", "There is no product group {group!r}")
    some = Text("es gibt {some}", "there are {some}").format(some=", ".join(known[:MOST_NAMED]))
    none = Text("die Umsätze nennen keine Warengruppen", "the sales tell no product groups")
    return UsageError(message.format(group=group), meant(group, known, some if known else none))
