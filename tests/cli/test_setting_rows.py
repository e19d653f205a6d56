from pathlib import Path

import pytest

from kw_tui.cli.setting_rows import COLUMNS, HEADS, allowed, change_line, everything, rows, table
from kw_tui.vocabulary.changes import Change
from kw_tui.vocabulary.settings import ITEMS, setting_by_id
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import Workbench


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    path: Path = tmp_path_factory.mktemp("empty") / "s.kw.toml"
    bench = Workbench.open_or_new(path)
    bench.set(currency="CHF")
    return bench


def test_a_row_each_with_exact_values_and_cells_for_people(bench: Workbench) -> None:
    told = {row["id"]: row for row in rows(bench, "en")}
    assert list(told) == list(ITEMS)
    assert (told["rate_visit"]["value"], told["rate_visit"]["unit"], told["rate_visit"]["group"]) == (
        120,
        "CHF",
        "cost_rates",
    )
    assert set(told["rate_visit"]) >= set(COLUMNS)
    cells = {line[0]: dict(zip(HEADS, line, strict=True)) for line in table(bench, "de")}
    assert cells["rate_visit"]["value"] == "≈ 120 CHF"
    assert cells["abc_method"]["value"] == "Anteil der Kunden (customers)"
    assert cells["as_of"]["value"] == "Tag nach der letzten Rechnung"
    assert [row["id"] for row in rows(bench, "en", {"rate_call"})] == ["rate_call"]


def test_everything_about_one(bench: Workbench) -> None:
    about = next(one for one in bench.about_settings() if one.id == "currency")
    told = list(everything(about, bench, "de"))
    assert told[0] == "Währung (currency)"
    assert told[-1].endswith(": currency EUR -> CHF")


def test_bounds_and_changes_in_words() -> None:
    assert allowed(setting_by_id("rfm_classes")) == "2 .. 10"
    change = Change("target_ratio", "0.1", "0.12", "anna", "2026-11-01T09:30:00+01:00")
    assert change_line(change) == Text(
        "01.11.2026 09:30 von anna: target_ratio 10 % -> 12 %", "2026-11-01 09:30 by anna: target_ratio 10 % -> 12 %"
    )
