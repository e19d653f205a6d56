import pytest

from kw_tui.vocabulary.changes import Change, told
from kw_tui.vocabulary.texts import Text


@pytest.mark.parametrize(
    ("key", "old", "new", "said"),
    [
        ("target_ratio", "0.1", "0.125", Text("target_ratio 10 % -> 12,5 %", "target_ratio 10 % -> 12.5 %")),
        ("decide_limit", "0", "12000", Text("decide_limit 0 -> 12.000", "decide_limit 0 -> 12,000")),
        ("outlier_limit", "3.5", "4", Text("outlier_limit 3,5 -> 4", "outlier_limit 3.5 -> 4")),
        ("abc_measure", "revenue", "db1", Text("abc_measure revenue -> db1", "abc_measure revenue -> db1")),
        ("as_of", "", "2026-10-31", Text("as_of leer -> 2026-10-31", "as_of empty -> 2026-10-31")),
        ("target_ratio", "0.12", "", Text("target_ratio 12 % -> Vorgabe", "target_ratio 12 % -> default")),
        ("rate_visit", "120", "120", Text("rate_visit 120 bestätigt", "rate_visit 120 confirmed")),
        ("of_tomorrow", "{x}", "1", Text("of_tomorrow {x} -> 1", "of_tomorrow {x} -> 1")),
    ],
)
def test_a_change_is_told_as_it_was_set(key: str, old: str, new: str, said: Text) -> None:
    assert told(Change(key, old, new, "meier", "")) == said
