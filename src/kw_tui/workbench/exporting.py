"""The journal as other programs take it: each entry with the customer's name and the action in words."""

from collections.abc import Sequence
from contextlib import suppress

import polars as pl

from kw_tui.core.decisions import ACTIONS
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang
from kw_tui.workbench.analysis import Analysis
from kw_tui.workbench.deciding import HISTORY_SCHEMA
from kw_tui.workbench.kept import computed

EXPORTED: dict[str, pl.DataType | type[pl.DataType]] = {
    "name": pl.String,
    "action_words": pl.String,
    "effective_date": pl.Date,
    "batch": pl.String,
}
"""What an export tells beside the columns of the journal."""
_PLACES = {"name": "customer_id", "action_words": "action", "effective_date": "step"}
"""The column after which each stands; `batch` comes last."""


class Exporting(Analysis):
    """The decisions for a CRM."""

    def exported_decisions(self, lang: Lang) -> pl.DataFrame:
        """Return the history, newest first: `HISTORY_SCHEMA`, and besides, with the action in words, `EXPORTED`."""
        table = self._decisions.table(self._claim_minutes())
        carried = [(one.id, one.params.get("effective"), one.params.get("batch")) for one in self._decisions.history()]
        schema = {"id": pl.String, "effective_date": pl.String, "batch": pl.String}
        besides = pl.DataFrame(carried, schema=schema, orient="row").unique("id", keep="first")
        names = self._names(table["customer_id"].unique().sort().to_list())
        words = pl.col("action").replace({id_: text.in_(lang) for id_, text in ACTIONS.items()})
        told = (
            table.join(besides, on="id", how="left", maintain_order="left")
            .join(names, on="customer_id", how="left", maintain_order="left")
            .with_columns(pl.col("effective_date").str.to_date("%Y-%m-%d", strict=False), action_words=words)
        )
        return told.select(_ordered())

    def _names(self, ids: Sequence[str]) -> pl.DataFrame:
        """Names by customer: of the master, else of the ledger; without either, or its files, nobody has one."""
        nobody = pl.DataFrame(schema={"customer_id": pl.String, "name": pl.String})
        if not ids:
            return nobody
        with suppress(KwError):
            tables = [id_ for id_ in ("customer", "sales_line") if "name" in self.store.columns(id_)]
            found = [
                self.store.scan(id_)
                .filter(pl.col("customer_id").is_in(ids), pl.col("name").is_not_null())
                .select("customer_id", pl.col("name").cast(pl.String))
                .unique("customer_id", keep="first", maintain_order=True)
                for id_ in tables
            ]
            if found:
                return computed(pl.concat(found).unique("customer_id", keep="first", maintain_order=True))
        return nobody


def _ordered() -> list[str]:
    columns = list(HISTORY_SCHEMA)
    for name, before in _PLACES.items():
        columns.insert(columns.index(before) + 1, name)
    return [*columns, "batch"]
