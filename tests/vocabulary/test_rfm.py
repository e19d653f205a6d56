import pytest

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.rfm import OTHERS, RFM_SEGMENTS, USUAL, cuts_of, parse_rfm, said, segments_of


def test_nothing_said_is_the_usual() -> None:
    assert parse_rfm({}) == USUAL
    assert segments_of("") == []
    assert cuts_of("r", " ") == []


def test_a_table_is_written_as_it_is_read() -> None:
    typed = said(RFM_SEGMENTS[:-1])
    assert typed.startswith("Champions 5;5;5, Potential Loyalist 3-5;3-5;2-5, ")
    assert parse_rfm({"segment": segments_of(typed)}) == USUAL


def test_known_names_keep_their_labels_and_others_come_last() -> None:
    rules = parse_rfm({"segment": segments_of("Treu 1;1;1, Mein Kreis 2-3;1-5;4")})
    assert [one.id for one in rules.table] == ["loyal", "Mein Kreis", "others"]
    assert (rules.table[0].label.en, rules.table[1].f, rules.table[-1]) == ("Loyal", (1, 5), OTHERS)


def test_cuts_as_typed() -> None:
    assert cuts_of("m", "100, 250.5;1e3") == [100, 250.5, 1000]


@pytest.mark.parametrize(
    "raw",
    [
        {"r": [3, 2]}, {"r": [1, 1]}, {"f": "1,2"}, {"m": [1, "x"]}, {"m": [float("nan")]}, {"m": [float("inf")]},
        {"r": [10**400]}, {"r": [True]},
        {"m": list(range(10))}, {"segment": {"name": "x"}}, {"segment": ["x"]}, {"segment": [{"r": "1"}]},
        {"segment": [{"name": "x", "r": "0-3"}]}, {"segment": [{"name": "x", "f": "4-3"}]},
        {"segment": [{"name": "x\x1b[31m"}]}, {"segment": [{"name": "a, b"}]},
        {"segment": [{"name": "x"}, {"name": "x"}]}, {"segment": [{"name": f"x{n}"} for n in range(51)]},
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_line_naming_the_place(raw: dict) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_rfm(raw)
    assert "rfm" in (line := refusal.value.line("en"))
    assert "\n" not in line
    assert "\x1b" not in line


@pytest.mark.parametrize("typed", ["X 1;2", "X", "X 1;2;9", "3,2;x"])
def test_a_table_that_cannot_be_read_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="rfm"):
        segments_of(typed)
    with pytest.raises(UsageError, match="rfm_r"):
        cuts_of("r", typed)
