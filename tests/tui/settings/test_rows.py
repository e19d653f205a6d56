from kw_tui.core.metrics.families import all_metrics
from kw_tui.tui.settings.rows import HEADING, Asked, looked_at, said, table_columns, table_frame, when_and_who
from kw_tui.tui.settings.screen import place, view_state
from kw_tui.vocabulary.changes import Change
from kw_tui.vocabulary.session import Session
from kw_tui.vocabulary.settings import ITEMS
from kw_tui.workbench.about_settings import about
from kw_tui.workbench.session_fields import changed

SESSION = changed(Session(), {"rate_visit": 95, "outlier_limit": 4})
ABOUTS = about(SESSION, SESSION.settings, (), all_metrics(SESSION.settings))


def ids(asked: Asked) -> list[str]:
    return [one.id for one in looked_at(ABOUTS, asked)]


def test_settings_are_found_by_name_id_and_meaning_in_both_languages() -> None:
    assert ids(Asked("satz besuch")) == ids(Asked("RATE_VISIT")) == ["rate_visit"]
    assert "cash_discount_days" in ids(Asked("late cash discount"))
    assert {"abc_method", "abc_a_customers", "abc_c_customers"} <= set(ids(Asked("klassen")))  # their heading
    assert ids(Asked("nothing of that kind")) == []


def test_the_unconfirmed_and_the_changed_are_told_apart() -> None:
    unconfirmed = ids(Asked(shown="unconfirmed"))
    assert "rate_call" in unconfirmed
    assert not {"rate_visit", "outlier_limit"} & set(unconfirmed)
    assert ids(Asked(shown="changed")) == ["rate_visit", "outlier_limit"]
    assert ids(Asked(only=("abc_method", "rfm_r"))) == ["abc_method", "rfm_r"]


def test_a_group_has_a_heading_and_what_is_tried_stands_beside_what_holds() -> None:
    found = looked_at(ABOUTS, Asked(only=("rate_visit", "rate_call", "abc_method")))
    frame = table_frame(found, {"rate_visit": 300.0, "abc_method": None}, "de", "EUR")
    assert frame["key"].to_list() == ["group:classes", "abc_method", "group:cost_rates", "rate_visit", "rate_call"]
    rows = {row["key"]: row for row in frame.to_dicts()}
    assert rows["rate_visit"]["value"] == "95 EUR → 300 EUR"
    assert rows["rate_visit"]["default"] == "120 EUR"
    assert (rows["rate_call"]["mark"], rows["rate_call"]["default"]) == ("≈", "")
    assert rows["group:cost_rates"]["name"] == "Kostensätze ≈1"
    assert rows["group:cost_rates"]["value"] is None


def test_columns_at_the_end_give_way() -> None:
    assert [one.id for one in table_columns("de", 80)] == ["name", "mark", "value", "default"]
    assert [one.id for one in table_columns("de", 120)] == ["name", "mark", "value", "default", "changed"]
    assert [one.id for one in table_columns("de", 84, "changed")] == ["name", "mark", "value", "changed"]
    heading, plain = table_columns("de", 120)[0].style(table_frame(ABOUTS, {}, "de", "EUR")["name"][:2])  # type: ignore[misc]
    assert (heading, plain) == ("page-table--header", None)


def test_values_and_changes_read_in_the_language() -> None:
    assert said(ITEMS["abc_measure"], "db1", "de", "EUR") == "DB I"
    assert said(ITEMS["as_of"], "", "en", "EUR") == "day after the last invoice"
    assert said(ITEMS["reviewers"], "a\x1bb", "en", "EUR") == "a·b"
    assert when_and_who(Change("x", "", "", "anna", "2026-11-01T12:00:00+01:00"), "de") == "01.11.2026 anna"
    assert when_and_who(Change("x", "", "", "anna", "?"), "de") == "anna"


def test_the_place_is_taken_up_as_far_as_it_can_be() -> None:
    asked = Asked("rate", "changed")
    assert place(view_state(asked, "rate_visit")) == (asked, "rate_visit")
    assert place(view_state(asked, f"{HEADING}classes")) == (asked, "group:classes")
    assert place({"cursor": "gone", "shown": "odd"}) == (Asked(), None)
