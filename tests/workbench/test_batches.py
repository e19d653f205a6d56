from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.decisions import Decision
from kw_tui.vocabulary.errors import DecisionError, UsageError
from kw_tui.workbench import Workbench
from kw_tui.workbench.batches import Wish
from tests.workbench.ledgers import NOW, again, state_of

EARNERS = "customer_id like 'E%'"
RAISED = Wish("reprice", 0.03, reason="round of 2027")


def counts(found: pl.DataFrame, name: str) -> dict[str, int]:
    return dict(found.select(name, "customers").iter_rows())


def test_what_is_previewed_is_what_is_applied(bench: Workbench) -> None:
    preview = bench.batch(RAISED, EARNERS)
    assert (preview.matched, preview.count) == (8, 8)
    revenue = bench.portfolio().filter(pl.col("customer_id").str.starts_with("E"))["revenue"].sum()
    assert preview.total["revenue"] == revenue
    assert preview.total["effect"] == (revenue * Decimal("0.03")).quantize(Decimal("0.0001"))
    assert preview.total["break_even_median"] == pytest.approx(0.03 / 0.43, rel=0.05)
    assert preview.by_class["customers"].sum() == 8
    before = bench.decisions()
    assert before.is_empty()
    applied = bench.apply_batch(preview)
    taken = preview.rows.filter(pl.col("excluded").is_null())
    assert {one.customer_id: one.step for one in applied.decisions} == dict(taken.select("customer_id", "step").rows())
    assert applied.left_out == {}
    assert len({one.params["batch"] for one in applied.decisions}) == 1
    assert {one.reason for one in applied.decisions} == {"round of 2027"}


def test_one_stroke_is_undone_and_redone_as_one(bench: Workbench) -> None:
    bench.decide("L1", "service", reason="as agreed")
    queue, history = bench.queue(), bench.decisions()
    bench.apply_batch(bench.batch(RAISED, EARNERS))
    assert len(again(bench).undo()) == 8
    assert again(bench).queue().equals(queue)
    assert again(bench).decisions().filter(pl.col("stands"))["id"].to_list() == history["id"].to_list()
    assert len(again(bench).redo()) == 8
    assert again(bench).batch(RAISED, EARNERS).count == 0
    assert len(again(bench).undo()) == 8
    assert [one.customer_id for one in again(bench).undo()] == ["L1"]


def test_a_condition_may_ask_for_columns_of_the_queue(bench: Workbench) -> None:
    proposed = bench.queue().filter(pl.col("at_stake") > 50)
    assert bench.batch(Wish("service"), "at_stake > 50").matched == proposed.height > 0
    assert bench.batch(Wish("service"), "Geht um > 50,00").matched == proposed.height
    assert bench.batch(RAISED, "proposal is null").matched == bench.portfolio().height - bench.queue().height


def test_those_named_are_narrowed_by_a_condition(bench: Workbench) -> None:
    assert bench.batch(RAISED, customers=["E1", "E2", "no'body"]).matched == 2
    assert bench.batch(RAISED, "customer_id = 'E2'", ["E1", "E2"]).rows["customer_id"].to_list() == ["E2"]


@pytest.mark.parametrize(
    ("wish", "where", "message"),
    [
        (RAISED, "", "which customers"),
        (RAISED, "abcd = 'C'", "no column 'abcd'"),
        (RAISED, "revenue >", "does not work"),
        (Wish("claim"), "true", "not for many"),
        (Wish("service", 0.03), "true", "no price step"),
        (Wish("reprice", 0.4), "true", "40.0 % is not possible"),
        (Wish("reprice", 0.001), "true", "0.1 % is not possible"),
    ],
)
def test_what_makes_no_sense_is_refused(bench: Workbench, wish: Wish, where: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        bench.batch(wish, where)


def test_the_nearest_column_is_named(bench: Workbench) -> None:
    with pytest.raises(UsageError) as refused:
        bench.batch(RAISED, "at_stak > 1")
    assert "at_stake" in refused.value.hint.en


def test_refusals_leave_nothing_written(bench: Workbench) -> None:
    for wish, where, message in (
        (Wish("reprice", 0.03), EARNERS, "needs a reason"),
        (RAISED, "revenue > 1e9", "no customer matches"),
        (Wish("reprice", reason="r"), EARNERS, "no price step proposed"),
        (Wish("let_go", reason="r"), EARNERS, "not proposed"),
        (Wish("snooze", reason="r"), "proposal is not null", "day in the future"),
    ):
        with pytest.raises(DecisionError, match=message):
            bench.apply_batch(bench.batch(wish, where))
    assert not bench.path.with_name("s.decisions.toml").exists()


def test_the_rules_are_asked_before_anything_is_done(bench: Workbench) -> None:
    preview = bench.batch(Wish("snooze", until=date(2020, 1, 1), reason="r"), "proposal is not null")
    assert preview.count == 0
    assert preview.refusal is not None
    assert counts(preview.reasons, "excluded") == {"refused": bench.queue().height}
    assert "day in the future" in preview.why(preview.reasons.row(0, named=True)).en


def test_keeping_stays_within_the_budget(bench: Workbench) -> None:
    bench.set(keep_budget_open=1, keep_budget_share=1)
    preview = bench.batch(Wish("keep", until=date(2027, 3, 1), reason="they come back"), "proposal is not null")
    assert (preview.matched, preview.count) == (bench.queue().height, 1)
    assert counts(preview.reasons, "excluded") == {"budget": preview.matched - 1}
    (one,) = bench.apply_batch(preview).decisions
    assert one.customer_id == bench.queue()["customer_id"][0]
    assert bench.batch(preview.wish, "proposal is not null").count == 0


def test_who_was_decided_or_claimed_by_others_meanwhile_is_left_out_and_told(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = bench.batch(RAISED, EARNERS)
    other = again(bench)
    monkeypatch.setenv("KW_USER", "bert")
    other.decide("E1", "reprice", step=0.02, reason="mine")
    other.decide("E2", "claim")
    monkeypatch.setenv("KW_USER", "anna")
    applied = bench.apply_batch(preview)
    assert len(applied.decisions) == 6
    assert set(applied.left_out) == {"E1", "E2"}
    assert "meanwhile" in applied.left_out["E1"].en
    assert "bert" in applied.left_out["E2"].en
    preview = bench.batch(RAISED, EARNERS)
    assert {preview.why(row).en for row in preview.reasons.iter_rows(named=True)} == {
        "already decided, its effect is waited for", "claimed by bert",
    }  # fmt: skip


def test_nobody_is_left(bench: Workbench) -> None:
    preview = bench.batch(RAISED, EARNERS)
    again(bench).apply_batch(preview)
    size = bench.path.with_name("s.decisions.toml").stat().st_size
    with pytest.raises(DecisionError, match="meanwhile"):
        bench.apply_batch(preview)
    assert bench.path.with_name("s.decisions.toml").stat().st_size == size


def test_figures_are_taken_down_with_each_decision(bench: Workbench) -> None:
    bench.apply_batch(bench.batch(Wish("service", reason="r"), "customer_id in ('L1', 'E1')"))
    figures = {one.customer_id: one.figures for one in _standing(bench)}
    queue, portfolio = (frame.filter(pl.col("customer_id") == id_).row(0, named=True)
                        for frame, id_ in ((bench.queue(), "L1"), (bench.portfolio(), "E1")))  # fmt: skip
    assert figures["L1"]["at_stake"] == str(queue["at_stake"])
    assert figures["L1"]["proposal"] == queue["proposal"]
    assert figures["E1"]["revenue"] == str(portfolio["revenue"])
    assert "proposal" not in figures["E1"]


def _standing(bench: Workbench) -> Iterator[Decision]:
    for entries in bench.state().effective.values():
        yield from entries


def test_a_measure_that_has_had_its_time_may_be_followed_by_another(bench: Workbench) -> None:
    bench.apply_batch(bench.batch(RAISED, EARNERS))
    later = Workbench.open(bench.path, clock=lambda: NOW + timedelta(days=200))
    later.set(as_of="2027-05-20")
    assert later.batch(RAISED, "true").reasons.filter(pl.col("excluded") == "decided").is_empty()
    assert state_of(again(bench), "L1") in {"open", "decided"}


def test_thousands_are_taken_at_one_stroke_in_one_go(bench: Workbench) -> None:
    """No decision looks at the others of its stroke, so that the work grows with their number alone."""
    preview = bench.batch(RAISED, EARNERS)
    asked: list[int] = []
    state = bench.state()
    latest = type(state).latest

    def counted(self: object, customer: str) -> object:
        asked.append(1)
        return latest(self, customer)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(state), "latest", counted)
        bench.apply_batch(preview)
    assert 0 < len(asked) <= 4 * preview.count
