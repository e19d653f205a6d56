import polars as pl
import pytest

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.known_columns import headings_of
from kw_tui.workbench.where import columns_in, rows_where, understood

FRAME = pl.DataFrame({"a": [1, 2, 3], "größe": ["x", "y", None]})
ASKED = Text("Segment X", "segment X")


def test_rows_of_a_condition() -> None:
    assert rows_where(FRAME, "a > 1 and größe = 'y'", ASKED)["a"].to_list() == [2]


@pytest.mark.parametrize("where", ["a <", "a in (select 1)", "a > 'x' 'y'", "nofunction(a)"])
def test_what_does_not_work_says_what_was_asked(where: str) -> None:
    with pytest.raises(UsageError) as refusal:
        rows_where(FRAME, where, ASKED)
    assert refusal.value.line("en").startswith("segment X ")
    assert "\n" not in refusal.value.line("de")


@pytest.mark.parametrize("where", ["net > '500'", "'500' < net", "net in ('1', '2')", "abs(net) > '5'"])
def test_an_amount_is_not_compared_with_a_text(where: str) -> None:
    with pytest.raises(UsageError, match=r"^segment X .* does not work: "):
        rows_where(FRAME.with_columns(net=pl.col("a").cast(pl.Decimal(18, 4))), where, ASKED)


def test_an_amount_divided_by_nothing_says_how_to_leave_it_unknown() -> None:
    frame = FRAME.with_columns(net=(pl.col("a") - 1).cast(pl.Decimal(18, 4)))
    with pytest.raises(UsageError, match=r"divided by 0; nullif\("):
        rows_where(frame, "net / net > 5 %", ASKED)
    assert rows_where(frame, "net / nullif(net, 0) > 5 %", ASKED)["a"].to_list() == [2, 3]


@pytest.mark.parametrize("where", ["a", "1", "-a", "größe", "sum(a)"])
def test_what_is_not_yes_or_no_is_no_condition(where: str) -> None:
    with pytest.raises(UsageError, match="tells no yes or no"):
        rows_where(FRAME, where, ASKED)


def test_days_may_be_written_as_texts_and_amounts_as_numbers() -> None:
    frame = FRAME.with_columns(day=pl.date(2026, pl.col("a"), 1), net=pl.col("a").cast(pl.Decimal(18, 4)))
    assert rows_where(frame, "day > '2026-01-15' and net < 2.5", ASKED)["a"].to_list() == [2]


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("a <", "nicht lesbar, vielleicht unvollständig"),
        ("a = 1 = = 2", "nicht lesbar bei '=' (Zeichen 9)"),
        ("nofunction(a)", "'nofunction' gehört nicht in eine Bedingung"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(where: str, why: str) -> None:
    with pytest.raises(UsageError) as refusal:
        rows_where(FRAME, where, ASKED)
    assert f"geht nicht: {why}" in refusal.value.line("de")


def test_an_unknown_column_is_named_with_what_was_asked() -> None:
    with pytest.raises(UsageError, match=r"^segment X: There is no column 'b'"):
        rows_where(FRAME, "b > 1", ASKED)


@pytest.mark.parametrize(
    ("condition", "columns"),
    [("abc = 'C' and revenue > 5", {"abc", "revenue"}), ("true", set()), ("abc = ", set()), ("(select 1)", set())],
)
def test_the_columns_a_condition_names(condition: str, columns: set[str]) -> None:
    assert set(columns_in(condition)) == columns


HEADINGS = headings_of(FRAME.schema, {"a": Column("a", Kind.COUNT, Text("Anzahl", "Number"))})


def test_columns_are_named_as_on_the_screen() -> None:
    assert rows_where(FRAME, "Anzahl > 1 und GRÖSSE = 'y'", ASKED, HEADINGS)["a"].to_list() == [2]
    assert understood("Number > 1", ASKED, HEADINGS).text == "a > 1"


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("Anzal > 1", "Segment X: Spalte 'Anzal' gibt es nicht (Zeichen 1) - gemeint ist vielleicht Anzahl (a)"),
        ('größe = "y"', "Segment X: Spalte '\"y\"' gibt es nicht (Zeichen 9) - ein Text steht in '...': 'y'"),
        ("Anzahl > 1 und (a", "vielleicht unvollständig: am Ende fehlt etwas (Zeichen 18)"),
        ("Anzahl > 1)", "eine Klammer ) ist zu viel"),
        ("Anzahl > 'x'", "Text mit Zahl verglichen; Texte stehen in '...', Zahlen ohne"),
        ("a in ('x')", "in der Liste steht etwas anderes als in der Spalte"),
        ("Anzahl > 1 oder oder a", "nicht lesbar bei 'a' (Zeichen 22)"),
        ("(" * 900 + "a = 1" + ")" * 900, "zu viele Klammern ineinander"),
        ("Anzahl > 1.234", "1.234 kann zweierlei heißen; 1234 oder 1,2340 schreiben (Zeichen 10)"),
        ("größe + 1 = 2", "mit Texten lässt sich nicht rechnen"),
        ("x" * 10_000, "länger als 2000 Zeichen"),
        ("a = 1\x00\x1b[2J", "gehört nicht in eine Bedingung (Zeichen 6)"),
    ],
)
def test_what_does_not_work_is_told_in_one_line_with_its_place(where: str, line: str) -> None:
    with pytest.raises(UsageError) as refusal:
        rows_where(FRAME, where, ASKED, HEADINGS)
    said = refusal.value.line("de")
    assert line in said
    assert said.isprintable()
    assert len(said) < 600
