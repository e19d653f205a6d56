"""The derived store of canonical tables beside a session: it can always be deleted and built again."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import polars as pl

from kw_tui.storage.assorted import Buckets, View, assorted, nothing_assorted, products
from kw_tui.storage.engines import Frame, Progress, Reduction, arrived, fitting_amounts, native, portable
from kw_tui.storage.facts_cache import kept
from kw_tui.storage.table_files import LEDGER
from kw_tui.storage.tables import Tables
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.sources import TABLES

MOST_REMEMBERED = 60
"""Small frames, such as fitted models, that are kept."""
TEXT = "customer_id_text"
"""Beside the code of a customer while a reduction runs on codes."""


class Store(Tables):
    """Canonical tables, and what `reduction` (`core.reduction.reduce`) makes of them: facts, assortments, orders."""

    def tell_progress(self, progress: Progress) -> None:
        """Tell somebody how far it is while a ledger is boiled down; who is told may raise to stop it."""
        self._digests.progress = progress

    def facts(self, period: Period, previous: Period | None, as_of: date) -> pl.DataFrame:
        """One row per customer with every column of the reduction's FACTS, sorted by customer_id."""
        reduction = self._known_reduction()
        columns = tuple(reduction.FACTS)
        key = ("told facts", self.fingerprint(), period, previous, as_of, reduction.REDUCTION_VERSION, columns)
        with suppress(OSError):  # where nothing may be written, facts are computed each time
            self._generations.made("results")
        with fitting_amounts():
            told = kept(self.folder / "results", key, lambda: _told(self.reduced_facts(period, previous, as_of)))
        # in one piece, so that what is made of them shares it: in several, every column is held twice;
        # told once that they are sorted: otherwise all who rely on it look again, or sort
        whole = arrived(told.lazy(), reduction.FACTS).collect(engine="in-memory").rechunk()
        return whole.set_sorted("customer_id")

    def remembered(self, what: tuple[object, ...], compute: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """A small frame that rests on the tables as they are: computed once and kept on disk under its description."""
        with suppress(OSError):
            self._generations.made("models")
        return kept(self.folder / "models", (self.fingerprint(), *what), compute, MOST_REMEMBERED)

    def reduced_facts(self, period: Period, previous: Period | None, as_of: date) -> pl.DataFrame:
        """Compute the facts, whether or not they are kept."""
        reduction = self._known_reduction()
        scope = reduction.Scope(period, previous, as_of)
        columns = {table.id: self.columns(table.id) for table in TABLES}
        tables = {
            table.id: portable(self.scan(table.id).select(pl.col(*sorted(columns[table.id] | {"customer_id"}))))
            for table in TABLES
            if table.id not in {LEDGER, "prospect"} and self.has(table.id)
        }
        sales = self._sales(reduction, scope, columns[LEDGER])
        if sales is None and "customer" not in tables:
            return arrived(pl.LazyFrame(schema={"customer_id": pl.String}), reduction.FACTS).collect()
        facts = reduction.facts(None if sales is None else portable(sales), tables, scope, columns)
        return arrived(native(facts).sort("customer_id"), reduction.FACTS).collect()

    def assortment(self, period: Period) -> pl.DataFrame:
        """One row per customer and product sold in the period, with every column of the reduction's ASSORTMENT."""
        (rows,) = self.assorted(period, (lambda rows: rows,))
        return arrived(rows.lazy(), self._known_reduction().ASSORTMENT).collect()

    def assorted(self, period: Period, views: Sequence[View]) -> list[pl.DataFrame]:
        """What each view makes of the assortment, seen customer by customer: never all of it is held at once.

        Ids and groups are Enums in text order.
        """
        reduction, entry = self._known_reduction(), self._generations.entry(LEDGER)
        if entry is None or "product_id" not in self.columns(LEDGER):
            return nothing_assorted(reduction, views)
        home = self._generations.home(entry)
        folder = self._digests.folder(reduction, home, entry["buckets"])
        with fitting_amounts():
            return assorted(reduction, period, Buckets(home, folder, entry["buckets"]), views)

    def products(self) -> pl.Series:
        """The ids of all products, in the order of their codes in `assorted`."""
        reduction, entry = self._known_reduction(), self._generations.entry(LEDGER)
        if entry is None or "product_id" not in self.columns(LEDGER):
            return pl.Series("product_id", [], pl.String)
        home = self._generations.home(entry)
        folder = self._digests.folder(reduction, home, entry["buckets"])
        return products(Buckets(home, folder, entry["buckets"])).cast(pl.String)

    def orders(self, period: Period) -> pl.DataFrame:
        """One row per order of the period, with every column of the reduction's ORDERS; in no order."""
        reduction, entry = self._known_reduction(), self._generations.entry(LEDGER)
        if entry is None:
            return arrived(pl.LazyFrame(schema={"customer_id": pl.String}), reduction.ORDERS).collect()
        ordered = self._named(native(reduction.orders_within(self._all_digests(reduction, entry), period)), entry)
        return arrived(ordered.drop("customer_id").rename({TEXT: "customer_id"}), reduction.ORDERS).collect()

    def arrivals(self) -> pl.DataFrame:
        """One row a day, in order: customers that came for the first time, and occasions of those that came again."""
        reduction, entry = self._known_reduction(), self._generations.entry(LEDGER)
        if entry is None:
            return pl.DataFrame(schema={name: kind.dtype for name, kind in reduction.ARRIVALS.items()})
        came = native(reduction.arrivals(self._all_digests(reduction, entry)))
        return arrived(came.sort("day"), reduction.ARRIVALS).collect()

    def _sales(self, reduction: Reduction, scope: Any, columns: frozenset[str]) -> pl.LazyFrame | None:
        entry = self._generations.entry(LEDGER)
        if entry is None:
            return None
        digests = self._all_digests(reduction, entry)
        # Named while the rows are still narrow: a join copies all columns of its left side.
        named = self._named(native(digests["identities"]), entry)
        sales = native(reduction.sales_facts(digests | {"identities": portable(named)}, scope, columns))
        return sales.drop("customer_id").rename({TEXT: "customer_id"})

    def _all_digests(self, reduction: Reduction, entry: Mapping[str, Any]) -> dict[str, Frame]:
        return self._digests.frames(reduction, self._generations.home(entry), entry["buckets"])

    def _named(self, frame: pl.LazyFrame, entry: Mapping[str, Any]) -> pl.LazyFrame:
        """Add the customer ids to customer codes."""
        people = pl.scan_parquet(self._generations.home(entry) / "customers.parquet", glob=False)
        names = people.select(pl.col("customer_id_key").alias("customer_id"), pl.col("customer_id").alias(TEXT))
        return frame.join(names, on="customer_id", how="left")

    def _known_reduction(self) -> Reduction:
        if self._reduction is None:
            raise ValueError("a store without a reduction has no facts")
        return self._reduction


def _told(facts: pl.DataFrame) -> pl.DataFrame:
    """The columns that tell anything: most facts are of tables nobody imported, and quickly made again of nothing."""
    return facts.select("customer_id", *(each.name for each in facts if each.name != "customer_id" and each.count()))
