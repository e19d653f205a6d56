from decimal import Decimal

import pytest

from kw_tui.vocabulary.errors import UsageError
from kw_tui.workbench import Workbench
from tests.workbench.ledgers import again


@pytest.fixture
def bench(bench: Workbench) -> Workbench:
    """Without models of lifetime, which take their time and change nothing here."""
    bench.set(clv_model="simple")
    return bench


def own_rows(bench: Workbench) -> list[tuple]:
    table = bench.segments()
    return table.filter(segmentation="own").select("segment", "customers", "revenue").rows()


def test_own_segments_are_counted_kept_and_taken_back(bench: Workbench) -> None:
    portfolio = bench.portfolio()
    found = bench.name_segment("Verlust", "DB I < 0,0")
    assert found.customers == 1
    assert [one.where for one in bench.own_segments()] == ["db1 < 0.0"]
    assert found.revenue == portfolio.filter(portfolio["db1"] < 0)["revenue"].sum()
    bench.name_segment("Alle", "revenue > -1")
    bench.name_segment("Niemand", "revenue > 1e9")
    names = [(name, customers) for name, customers, _ in own_rows(again(bench))]
    assert names == [("Verlust", 1), ("Alle", 10), ("Niemand", 0)]
    assert any("overlap" in note.en for note in bench.segment_notes("own"))
    bench.remove_segment("alle")
    assert [row[0] for row in own_rows(bench)] == ["Verlust", "Niemand"]
    assert not any("overlap" in note.en for note in bench.segment_notes("own"))
    assert set(bench.members()["customer_id"]) == {"L1"}


def test_a_condition_that_does_not_work_is_neither_kept_nor_counted(bench: Workbench) -> None:
    for where in ("nothing < 0", "db1 <", "db1 in (select 1)"):
        with pytest.raises(UsageError):
            bench.name_segment("X", where)
        with pytest.raises(UsageError):
            bench.matching(where)
    assert own_rows(bench) == []
    text = bench.path.read_text() + "\n[[segment]]\nname = 'Alt'\nwhere = 'gone > 1'\n"
    bench.path.write_text(text)
    later = again(bench)
    assert own_rows(later) == [("Alt", None, None)]
    with pytest.raises(UsageError, match="may mean two"):
        later.name_segment("Groß", "Umsatz > 10.000")
    bench.path.write_text(bench.path.read_text().replace("gone > 1'", "revenue > 10.000 and Klasse is null or 1 = 1'"))
    assert own_rows(again(bench))[0][1] == bench.portfolio().height  # as it was kept before headings were understood
    bench.path.write_text(text)
    assert "no column 'gone'" in later.segment_notes("own")[0].en


def test_nobody_matched_has_no_money(bench: Workbench) -> None:
    found = bench.matching("revenue > 1e12")
    assert (found.customers, found.revenue) == (0, None)


def test_segments_side_by_side(bench: Workbench) -> None:
    bench.name_segment("Verlust", "db1 < 0")
    table = bench.compare(["verlust", "abc=A", "B customers"])
    assert table["segment"].to_list() == ["verlust", "abc=A", "B customers"]
    assert table["customers"].to_list() == [1, *((bench.portfolio()["abc"] == name).sum() for name in "AB")]
    assert table["revenue"][1] == bench.portfolio().filter(abc="A")["revenue"].sum()
    assert table["median_orders"][0] == 13
    with pytest.raises(UsageError, match="There is no segment 'Zet'"):
        bench.compare(["Verlust", "Zet"])


def test_too_few_distinct_values_are_told_by_dimension(bench: Workbench) -> None:
    notes = [note.en for note in bench.segment_notes("rfm_segment")]
    assert "RFM F: only 1 of 5 classes taken, too few distinct values" in notes
    bench.set(rfm_f="6")
    assert "RFM F: only 1 of 2 classes taken, too few distinct values" in [n.en for n in bench.segment_notes()]
    assert bench.segment_notes("abc") == ()


def test_migration_and_why_there_is_none(bench: Workbench) -> None:
    assert bench.why_no_migration() is None
    assert bench.migration()["customers"].sum() == 10
    assert bench.migration()["revenue"].sum() == bench.summary().revenue != Decimal(0)
    bench.set(abc_measure="clv")
    why = bench.why_no_migration()
    assert why is not None
    assert "CLV looks ahead" in why.en


def test_own_rules_of_rfm_hold_at_once_and_are_taken_back(bench: Workbench) -> None:
    before = bench.portfolio()["r"].to_list()
    bench.set(rfm_r="1,2,3", rfm_segments="Frisch 5;1-5;1-5")
    assert set(bench.portfolio()["r"]) == {4}
    assert set(bench.portfolio()["rfm_segment"]) == {"Frisch"}
    assert again(bench).settings.rfm == bench.settings.rfm
    bench.set(rfm_r="", rfm_segments="")
    assert (bench.portfolio()["r"].to_list(), dict(bench.session.rfm)) == (before, {})
