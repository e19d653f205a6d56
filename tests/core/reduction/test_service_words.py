from kw_tui.core.reduction.effort import EFFORT_FACTS
from kw_tui.core.reduction.service import (
    ACTIVITY_FACTS,
    CONCESSION_EXPIRED,
    CONCESSION_FACTS,
    CONCESSION_VALUE,
    TICKET_FACTS,
)
from kw_tui.core.reduction.service_words import NOW_ONLY, SERVICE, activities


def test_what_is_counted_of_service_has_words() -> None:
    assert set(SERVICE) == {fact.id for fact in (*TICKET_FACTS, *CONCESSION_FACTS)}
    assert set(NOW_ONLY) == {fact.id for fact in (*EFFORT_FACTS, *CONCESSION_VALUE, *CONCESSION_EXPIRED)}
    assert set(activities()) == {fact.id for fact in ACTIVITY_FACTS}


def test_an_activity_says_which() -> None:
    assert activities()["activity_visit_cost"].label.de == "Besuche: gebuchte Kosten"
    assert activities()["activity_visit"].meaning.en == "Visits: number of activities without booked cost"
