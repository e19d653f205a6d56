import json
from collections import Counter
from pathlib import Path

from kw_tui.tui.lines import plain
from kw_tui.tui.settings.effect_view import effect_lines
from kw_tui.workbench import Workbench
from tests.cli.conftest import Call


def test_what_a_setting_would_do_is_told_and_nothing_saved(kw: Call, session: Path) -> None:
    before = session.read_bytes()
    ended = kw("set", "-s", session, "abc_method=absolute", "abc_a_limit=2000", "abc_b_limit=100", "--dry-run")
    assert ended.code == 0
    assert ended.out.splitlines()[0].split() == ["By", "Segment", "Then", "Customers", "Revenue"]
    assert "kw: Classes: " in ended.err
    assert "of 5 customers would move, revenue " in ended.err
    assert ended.err.endswith("kw: nothing saved\n")
    assert session.read_bytes() == before


def test_where_nobody_would_move_no_revenue_is_told(kw: Call, session: Path) -> None:
    told = kw("set", "-s", session, "abc_measure=revenue", "--dry-run").err
    assert "kw: none of 5 customers would change segment\n" in told


def test_it_comes_as_told(kw: Call, fresh: Path) -> None:
    def classes() -> dict[str, int]:
        rows = json.loads(kw("segments", "-s", fresh, "--by", "abc", "--format", "json").out)
        return {row["segment"]: row["customers"] for row in rows}

    asked = ("abc_method=absolute", "abc_a_limit=2000", "abc_b_limit=100")
    told = json.loads(kw("set", "-s", fresh, *asked, "--dry-run", "--format", "json").out)
    before = classes()
    kw("set", "-s", fresh, *asked)
    after = classes()
    moved = [row for row in told["moves"] if row["segmentation"] == "abc"]
    for segment in {*before, *after}:
        come = sum(row["customers"] for row in moved if row["segment_then"] == segment)
        gone = sum(row["customers"] for row in moved if row["segment"] == segment)
        assert before.get(segment, 0) + come - gone == after.get(segment, 0)


def test_what_no_segment_rests_on_and_what_is_impossible(kw: Call, session: Path) -> None:
    told = kw("set", "-s", session, "target_ratio=0.2", "--dry-run").err
    assert "kw: none of 5 customers would change segment" in told
    ended = kw("set", "-s", session, "abc_measure=luck", "--dry-run")
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert kw("set", "-s", session.parent / "none.kw.toml", "currency=USD", "--dry-run").code != 0


def test_the_map_of_recency_and_frequency_holds_everybody(kw: Call, session: Path) -> None:
    rows = json.loads(kw("segments", "-s", session, "--by", "rfm_map", "--format", "json").out)
    assert sum(row["customers"] for row in rows) == 5
    assert list(rows[0]) == ["r", "f", "customers", "revenue", "revenue_share", "m_mean"]


def test_a_segment_against_everybody(kw: Call, session: Path) -> None:
    rows = json.loads(kw("segments", "-s", session, "--compare", "abc=A,*", "--format", "json").out)
    assert [row["segment"] for row in rows] == ["abc=A", "*"]
    assert rows[1]["customers"] == 5


def test_the_screen_tells_the_same_numbers(kw: Call, session: Path) -> None:
    changes = {"abc_measure": "db1", "target_ratio": "0.9", "rate_order": "200"}
    told = json.loads(
        kw(
            "set", "-s", session, *(f"{key}={value}" for key, value in changes.items()), "--dry-run", "--format", "json"
        ).out
    )
    bench = Workbench.open(session)
    shown = plain(effect_lines(bench.try_out(changes), {}, "en", bench.currency, 500))
    moved = Counter(row["segmentation"] for row in told["moves"] for _ in range(row["customers"]))
    assert moved
    for count in moved.values():
        assert str(count) in shown
    for row in told["proposals"]:
        more = row["items_then"] - row["items"]
        assert more == 0 or f"{more:+} ".replace("-", "−") in shown
    assert [row["metric"] for row in told["totals"]] == [one.metric for one in bench.try_out(changes).totals]
