from decimal import Decimal

from kw_tui.core.decisions import Doings, doings
from tests.core.decisions.entries import entry


def test_what_people_did_is_summed_up_by_person() -> None:
    done = [
        entry("d1", "reprice", who="meier", figures={"at_stake": "7000.5"}),
        entry("d2", "keep", who="meier", figures={"at_stake": "5000"}),
        entry("d3", "snooze", who="meier"),
        entry("c1", "claim", who="bo"),
        entry("s1", "sign", who="bo", replaces="d1"),
        entry("u1", "undo", who="meier", replaces="d3"),
        entry("l1", "let_go", who="bo", params={"signature": "let_go"}),
        entry("d4", "service", who="ada"),
        entry("x1", "sing", who="cem"),
        entry("x2", "skip", who="cem"),
    ]
    assert doings(done, "ada") == (
        Doings("meier", decided=3, stake=Decimal("12000.5"), undo=1),
        Doings("bo", decided=1, to_sign=1, claim=1, sign=1),
    )
    assert doings([], "ada") == ()
