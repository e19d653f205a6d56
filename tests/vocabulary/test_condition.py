import pytest

from kw_tui.vocabulary.condition import LONGEST, MOST_OPERATORS, fault


@pytest.mark.parametrize(
    "condition",
    [
        "abc = 'C' and db1 < -1.5e3",
        "name = 'it''s; select -- /* $'",
        '"select" is not null',
        "größe in (1, .5) and not (a <> b or c || 'x' like '%')",
        "last_order >= DATE '2026-01-01'",
        "selected or valued",
        "not(a) and(b) or a in('x') and case when(a) then(1) else(2) end = 1",
        "abs(a - avg(a)) > 2 * stddev(a) and rank() over (partition by b order by(a)) < 3",
        "lower(trim(name)) like '%gmbh' and coalesce(a, 0) > cast(b as decimal(18, 4))",
        "length > 1 and ((a))",
        "a = " + "1 + " * (MOST_OPERATORS - 1) + "1",
        "a" * LONGEST,
    ],
)
def test_a_condition_over_columns_is_let_through(condition: str) -> None:
    assert fault(condition) is None


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("a in (select 1)", "'select'"),
        ("a in (ſelect 1)", "'ſelect'"),
        ("1select", "'select'"),
        ("a = read_csv('x')", "'read_csv'"),
        ("lpad(name, 1000000000, 'x') = 'x'", "'lpad'"),
        ("RPAD (name, 9) = 'x'", "'RPAD'"),
        ("length(replace(a, '', 'xxxx')) > 1", "'replace'"),
        ("generate_series(1, 1000000000) = 1", "'generate_series'"),
        ('"lpad"(a, 9) = 1', "'\"lpad\"'"),
        ("a = N'x'", '"\'x"'),
        ("a = $1", "'$1'"),
        ("a -- b", "'--'"),
        ("a /* b", "'/*'"),
        ("a; b", "'; '"),
        ("a.b", "'.b'"),
        ("a\\b", r"'\\b'"),
    ],
)
def test_what_a_condition_never_needs_is_named(condition: str, found: str) -> None:
    why = fault(condition)
    assert why is not None
    assert why.why.en == f"{found} has no place in a condition"
    assert why.why.de.endswith("gehört nicht in eine Bedingung")


@pytest.mark.parametrize(("condition", "place"), [("a = 'open", 4), ("a = 'it''s", 8), ("a = 'b' and \"c", 12)])
def test_a_quote_that_is_not_closed_is_told(condition: str, place: int) -> None:
    why = fault(condition)
    assert why is not None
    assert (why.why.en, why.place) == (f"the second {condition[place]} is missing", place)


def test_length_and_work_have_an_end() -> None:
    too_long, too_much = fault("a" * (LONGEST + 1)), fault("+".join("1" * (MOST_OPERATORS + 2)))
    assert too_long is not None
    assert too_much is not None
    assert (too_long.why.en, too_much.why.en) == ("longer than 2000 characters", "more than 200 operators")
