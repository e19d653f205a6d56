"""A price step that was not carried out is no rung passed: the ladder asks for it again (SPEC 6, 7)."""

import polars as pl

from kw_tui.core.decisions.state import State

FAILED = "not_carried_out"
_SCHEMA = {
    "customer_id": pl.String,
    "passed": pl.Date,
    "asked": pl.Float64,
    "came": pl.Float64,
}


def failed_steps(measured: pl.DataFrame) -> dict[str, tuple[float, float]]:
    """By decision the step asked and the one realised, of those that were not carried out."""
    failed = measured.filter(pl.col("outcome") == FAILED)
    steps = zip(failed["asked_step"], failed["realised_step"], strict=True)
    return dict(zip(failed["decision_id"], steps, strict=True))


def corrected(state: State, failed: dict[str, tuple[float, float]]) -> pl.LazyFrame:
    """The state where a latest step that failed is no day of `reprice_since`, but told by `reprice_asked` and so on."""
    if not failed:
        return state.frame()
    rows = [row for customer in sorted(state.effective) if (row := _again(state, customer, failed)) is not None]
    again = pl.LazyFrame(rows, schema=_SCHEMA, orient="row")
    has_failed = pl.col("asked").is_not_null()
    return (
        state.frame()
        .join(again, on="customer_id", how="left", maintain_order="left")
        .with_columns(
            reprice_since=pl.when(has_failed).then("passed").otherwise("reprice_since"),
            reprice_asked="asked",
            reprice_realised="came",
        )
        .drop("passed", "asked", "came")
    )


def _again(state: State, customer: str, failed: dict[str, tuple[float, float]]) -> tuple[object, ...] | None:
    """The day of the last step that did count, and what of the latest was asked and realised; None where it counts."""
    steps = [one for one in state.effective[customer] if one.action == "reprice"]
    if not steps or steps[-1].id not in failed:
        return None
    counted = [state.since(one) for one in steps if one.id not in failed]
    return (customer, counted[-1] if counted else None, *failed[steps[-1].id])
