import shutil
from datetime import date

from kw_tui.workbench import Workbench
from kw_tui.workbench.deciding import HISTORY_SCHEMA
from kw_tui.workbench.exporting import EXPORTED


def test_an_export_tells_name_action_day_and_what_was_decided_together(bench: Workbench) -> None:
    bench.decide_all(["L1", "L2"], "reprice", step=0.05, reason="agreed")
    bench.decide("E1", "channel", reason="asked for it")
    table = bench.exported_decisions("de")
    assert set(table.columns) == {*HISTORY_SCHEMA, *EXPORTED}
    assert table.schema["effective_date"] == EXPORTED["effective_date"]
    alone, *together = table.rows(named=True)
    assert (alone["customer_id"], alone["name"], alone["action_words"]) == ("E1", "Firma E1", "Günstigerer Kanal")
    assert alone["batch"] is alone["effective_date"] is None
    assert len({row["batch"] for row in together} - {None}) == 1
    planned = dict(bench.queue().select("customer_id", "effective_date").iter_rows())
    assert {row["customer_id"]: row["effective_date"] for row in together} == planned
    assert all(isinstance(day, date) for day in planned.values())
    assert bench.exported_decisions("en")["action_words"].to_list() == ["Cheaper channel", "Reprice", "Reprice"]


def test_without_decisions_there_are_no_rows_and_without_the_files_no_names(bench: Workbench) -> None:
    assert bench.exported_decisions("de").height == 0
    bench.decide("L1", "reprice", step=0.05, reason="agreed")
    shutil.rmtree(bench.path.with_name(".s.kw.cache"))
    bench.path.with_name("umsatz.csv").unlink()
    gone = Workbench.open(bench.path)
    assert gone.exported_decisions("de")["name"].to_list() == [None]
