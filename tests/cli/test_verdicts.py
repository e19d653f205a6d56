from pathlib import Path

import polars as pl
import pytest

from kw_tui.cli.verdicts import condition_lines, figure, what_if_lines, why_not_let_go, why_nothing
from kw_tui.core.proposals.rules import rule_by_id
from kw_tui.vocabulary.table import Kind
from kw_tui.workbench import Workbench
from tests.workbench.ledgers import NOW, earner, loser, write_ledger


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    """Losers who can be cured by a price step or not, and earners."""
    earners = [line for number in range(8) for line in earner(f"E{number}")]
    path = write_ledger(tmp_path / "u.csv", [*loser("CHEAP", 1000, 1080), *loser("DEAR", 100, 190), *earners])
    bench = Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)
    bench.import_files([path])
    return bench


def test_an_earner_s_lack_of_a_proposal_is_explained_by_action(bench: Workbench) -> None:
    story = bench.customer("E0")
    assert story.proposal is None
    lines = why_nothing(story, "en")
    assert [line.split(":")[0].strip() for line in lines] == [
        "Reprice",
        "Cut or bill service",
        "Cheaper channel",
        "Let go",
    ]
    assert "✗ Relevant contribution below 0 (" in lines[-1]
    assert why_not_let_go(story, "en") == []
    assert what_if_lines(story, "en") == []


def test_of_several_rules_the_nearest_is_told(bench: Workbench) -> None:
    story = bench.customer("E0")
    missed = story.verdicts.group_by("rule").agg((~pl.col("holds")).sum().alias("missed"))
    counts = [count for id_, count in missed.iter_rows() if rule_by_id(id_).action == "reprice"]
    assert why_nothing(story, "en")[0].count(";") + 1 == min(counts) < max(counts)


def test_a_loss_that_is_to_be_repriced_says_why_nobody_is_let_go(bench: Workbench) -> None:
    story = bench.customer("CHEAP")
    assert story.proposal is not None
    assert story.proposal["proposal"] == "reprice"
    assert why_nothing(story, "de") == []
    lines = why_not_let_go(story, "de")
    failing = story.verdicts.filter((pl.col("rule") == "let_go") & ~pl.col("holds"))
    assert len(lines) == failing.height > 0
    assert all(line.startswith("  ✗ ") for line in lines)


def test_who_is_let_go_needs_no_why_not(bench: Workbench) -> None:
    story = bench.customer("DEAR")
    assert story.proposal is not None
    assert story.proposal["proposal"] == "let_go"
    assert why_not_let_go(story, "de") == []
    assert what_if_lines(story, "de") == []


def test_what_if_tells_six_losses_and_the_break_even(bench: Workbench) -> None:
    story = bench.customer("CHEAP")
    head, *rows, tolerated = what_if_lines(story, "de")
    assert head.split() == ["Mengenverlust", "Relevanter", "DB", "gegenüber", "heute"]
    assert [row.split()[0] for row in rows] == ["0", "10", "20", "30", "50", "100"]
    assert rows[-1].split()[2] == "0,00"
    assert tolerated == "  Vertretbarer Mengenverlust: 100,0 %"


def test_conditions_tell_claim_value_and_whether_they_hold() -> None:
    verdicts = [
        {"id": "loss_now", "value": -12.4, "limit": 0.0, "holds": True},
        {"id": "low_potential", "value": None, "limit": 5000.0, "holds": False},
    ]
    first, second = condition_lines(verdicts, "de")
    assert first.split() == ["✓", "Relevanter", "DB", "unter", "0", "-12"]
    assert second.startswith("  ✗ Potenzial unter")
    assert second.split()[-2:] == ["5.000", "–"]


@pytest.mark.parametrize(
    ("value", "kind", "written"),
    [
        (0.123, Kind.RATIO, "12,3 %"),
        (1234.4, Kind.MONEY, "1.234"),
        (3.456, Kind.SCORE, "3,46"),
        (None, Kind.COUNT, "–"),
    ],
)
def test_figures_read_as_their_kind(value: float | None, kind: Kind, written: str) -> None:
    assert figure(value, kind, "de") == written
