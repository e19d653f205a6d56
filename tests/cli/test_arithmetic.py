from pathlib import Path

import pytest

from kw_tui.cli.arithmetic import assumed_steps, ladder_lines, month_lines, relevant_lines, waterfall_lines
from kw_tui.workbench import CustomerStory, Workbench
from tests.cli.conftest import Call


@pytest.fixture
def story(session: Path) -> CustomerStory:
    return Workbench.open(session, period="all").customer("0002")


def words(lines: list[str]) -> list[list[str]]:
    return [line.split() for line in lines]


def test_what_is_not_known_says_why(story: CustomerStory) -> None:
    lines = words(ladder_lines(story, "de"))
    assert ["-", "Servicearbeit", "–", "(keine", "Servicefälle", "importiert)"] in lines
    assert ["=", "DB", "I", "-14,75"] in lines


def test_assumed_amounts_bear_the_mark(story: CustomerStory) -> None:
    """Two orders at 15 EUR, of which 90 % go with the customer."""
    assert ["-", "Order", "handling", "30.00", "≈"] in words(ladder_lines(story, "en"))
    relevant = words(relevant_lines(story, "en"))
    assert relevant[0] == ["=", "Net", "revenue", "270.50"]
    assert relevant[-1] == ["=", "Relevant", "contribution", "-41.75", "≈"]
    assert {"cost_order", "db4", "relevant_contribution"} <= set(assumed_steps(story))
    assert "db1" not in assumed_steps(story)


def test_confirmed_amounts_bear_none(session: Path) -> None:
    bench = Workbench.open(session, period="all")
    bench.set(rate_order=15, avoidable_order=0.9)
    story = bench.customer("0002")
    assert "≈" not in "".join([*ladder_lines(story, "de"), *relevant_lines(story, "de"), *waterfall_lines(story, "de")])


def test_of_a_confirmed_rate_the_avoidable_share_is_still_assumed(session: Path) -> None:
    bench = Workbench.open(session, period="all")
    bench.set(rate_order=15)
    story = bench.customer("0002")
    assert ["-", "Order", "handling", "30.00"] in words(ladder_lines(story, "en"))
    assert words(relevant_lines(story, "en"))[-2][-2:] == ["27.00", "≈"]


def test_the_period_before_stands_beside_where_there_is_one(session: Path) -> None:
    story = Workbench.open(session, period="2026-03-01..2026-03-31").customer("0002")
    head, *lines = words(ladder_lines(story, "en"))
    assert head == ["Period", "Before", "Change"]
    assert ["=", "Net", "revenue", "90.00", "180.50", "-90.50"] in lines


def test_months_are_told_in_order(story: CustomerStory) -> None:
    assert words(month_lines(story, "de")) == [["2026-02", "180,50"], ["2026-03", "90,00"]]


def test_a_contribution_with_gaps_in_its_goods_says_it_is_too_high(kw: Call, tmp_path: Path) -> None:
    rows = ["Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag;Wareneinsatz"]
    rows += [
        f"1;R{number};0{number}.03.2026;100,00;{goods}" for number, goods in enumerate(("60,00", "", "60,00", ""), 1)
    ]
    path = tmp_path / "gaps.csv"
    path.write_text("\n".join([*rows, "2;R9;09.03.2026;100,00;60,00", ""]))
    assert kw("import", path, "-s", "gaps").code == 0
    bench = Workbench.open(tmp_path / "gaps.kw.toml", period="all")
    line = next(line for line in ladder_lines(bench.customer("1"), "de") if "= DB I " in line)
    assert line.endswith("(zu hoch: Wareneinsatz nur bei 50,0 % der Zeilen bekannt)")
    assert "too high: cost of goods known on 50.0 % of lines only" in kw("customer", "1", "-s", "gaps").out
    assert "too high" not in kw("customer", "2", "-s", "gaps").out
