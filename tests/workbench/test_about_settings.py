from kw_tui.core.metrics.families import all_metrics
from kw_tui.vocabulary.session import Session
from kw_tui.vocabulary.settings import ITEMS, Settings
from kw_tui.workbench.about_settings import About, about
from kw_tui.workbench.changes import logged
from kw_tui.workbench.session_fields import changed

NEW = Session()


def told(session: Session = NEW, tables: tuple[str, ...] = ()) -> dict[str, About]:
    settings = session.settings
    return {one.id: one for one in about(session, settings, tables, all_metrics(settings))}


def test_everything_is_told_with_what_rests_on_it() -> None:
    found = told()
    assert list(found) == list(ITEMS)
    assert found["rate_visit"].figures[0] == "cost_visit"
    assert found["rate_visit"].further > 5
    assert found["rate_visit"].in_queue  # through the contribution the queue reads
    assert found["target_ratio"].proposals == ("reprice", "service", "channel")
    assert found["heavy_contact_share"].proposals == ("channel",)
    assert found["notice_days"].in_queue
    assert not found["claim_minutes"].in_queue
    assert found["rfm_r"].figures == ("r", "rfm_segment")


def test_limits_of_a_method_not_chosen_are_read_by_nothing() -> None:
    assert found_figures("customers") == ()
    assert "abc" in found_figures("absolute")


def found_figures(method: str) -> tuple[str, ...]:
    return told(changed(Session(), {"abc_method": method}))["abc_a_limit"].figures


def test_state_and_last_change_are_told() -> None:
    wanted = {"rate_visit": 120, "outlier_limit": 4, "period": "24m"}
    session = logged(Session(), changed(Session(), wanted), wanted, "anna", "2026-11-01T12:00:00+01:00")
    found = told(session)
    assert (found["rate_visit"].is_unconfirmed, found["rate_visit"].is_changed) == (False, False)
    assert found["rate_visit"].last is not None
    assert found["rate_visit"].last.is_confirmation
    assert (found["outlier_limit"].is_changed, found["outlier_limit"].value) == (True, 4)
    assert (found["period"].value, found["period"].is_changed) == ("24m", True)
    assert found["rate_call"].is_unconfirmed
    assert Settings().is_unconfirmed("rate_call")


def test_a_rate_without_its_table_is_no_open_assumption() -> None:
    found = told(tables=("sales_line",))
    assert not found["rate_visit"].is_unconfirmed
    assert found["rate_order"].is_unconfirmed
