"""What is typed into a filter: understood in both languages, never failing, and finding what Polars would."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.tui import figures
from kw_tui.tui.filtering import matching, narrowed, parsed
from kw_tui.tui.filtering.conditions import named
from kw_tui.tui.filtering.ordering import Asked, ordered
from kw_tui.tui.filtering.values import read_number, read_span
from kw_tui.tui.filtering.words import words as cut
from kw_tui.tui.widgets.fields import Field, text, words
from kw_tui.vocabulary.texts import Text

PROPOSALS = {"reprice": Text("Preis anpassen", "Adjust price"), "let_go": Text("Beenden", "Let go")}
FIELDS = (
    Field("customer_id", Text("Nr.", "No."), 8, text),
    Field("name", Text("Kunde", "Customer"), 18, text),
    Field("revenue", Text("Umsatz", "Revenue"), 9, figures.amount, "right"),
    Field("db4", Text("DB IV", "DB IV"), 9, figures.amount, "right"),
    Field("at_stake", Text("Geht um", "At stake"), 9, figures.amount, "right"),
    Field("discount_rate", Text("Rabatt", "Discount"), 8, figures.ratio, "right"),
    Field("last_order", Text("letzter", "Last"), 10, figures.date_or_dash),
    Field("proposal", Text("Vorschlag", "Proposal"), 17, words(PROPOSALS)),
    Field("risks", Text("Risiken", "Risks"), 10, text),
    Field("is_new", Text("Neu", "New"), 5, lambda value, lang: "ja" if value else "nein"),
)
FRAME = pl.DataFrame(
    {
        "customer_id": ["1", "2", "3", "4"],
        "name": ["Müller [x]", "Nord (Bau) GmbH", None, "24:00 Ätna"],
        "revenue": [Decimal("100.40"), Decimal("2500.5"), None, Decimal(0)],
        "db4": [Decimal(-5), Decimal(1_200_000), Decimal(3), None],
        "at_stake": [1.0, 2.0, 3.0, 4.0],
        "discount_rate": [0.05, 0.125, None, 0.0],
        "last_order": [date(2026, 1, 5), date(2026, 3, 31), date(2025, 12, 31), None],
        "proposal": ["reprice", "let_go", "reprice", None],
        "risks": [["contract"], [], ["big", "contract"], None],
        "is_new": [True, False, None, True],
    }
)


def found(typed: str, lang: str = "de") -> list[str] | str:
    understood = parsed(typed, FIELDS, FRAME.schema, lang)
    if understood.problem is not None:
        return understood.problem.in_(lang)
    wanted = matching(FRAME, understood.conditions, (FIELDS[0], FIELDS[1], FIELDS[7]), lang)
    return (FRAME if wanted is None else FRAME.filter(wanted))["customer_id"].to_list()


def test_a_share_is_not_taken_for_the_amount_of_the_same_name() -> None:
    fields = (
        Field("db1", Text("DB I", "DB I"), 9, figures.amount, adds_up=True),
        Field("db1_ratio", Text("DB I %", "DB I %"), 8, figures.ratio),
    )
    meant = {name: named(name, fields, "de") for name in ("DB I", "DB I %", "dbi%", "db1", "db1_ratio")}
    assert [one and one.id for one in meant.values()] == ["db1", "db1_ratio", "db1_ratio", "db1", "db1_ratio"]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("", "1234"),
        ("müller", "1"),
        ("MÜLLER", "1"),
        ("ätna", "4"),
        ("[x]", "1"),
        ("(bau", "2"),
        ('"(bau) gm"', "2"),
        ("bau gmbh", "2"),
        ("!müller", "234"),
        ("preis", "13"),
        ("/^m.*\\]$/", "1"),
        ("!/^[mn]/", "34"),
        ("kunde:/bau|ätna/", "24"),
        ("Umsatz>1000", "2"),
        ("revenue>1000", "2"),
        ("umsatz > 2.500", "2"),
        ("umsatz>=2.500,5", "2"),
        ("umsatz:>=2,500.5", "2"),
        ("umsatz=100", "1"),
        ("umsatz=100,4", "1"),
        ("umsatz:100,3", ""),
        ("umsatz<=0", "4"),
        ("!umsatz<1000", "23"),
        ("ums>1k", "2"),
        ("DB4<0", "1"),
        ("DB IV<0", "1"),
        ("db iv>1Mio", "2"),
        ("bau DB IV>1", "2"),
        ("!Geht um>2", "12"),
        ('"geht um">=3', "34"),
        ("geht um>=3", "34"),
        ("x um>=3", "1"),
        ("Rabatt>5", "2"),
        ("Rabatt %>5", "2"),
        ("rabatt<=5%", "14"),
        ("letzter>2025", "12"),
        ("letzter:2026-01", "1"),
        ("letzter<=31.03.2026", "123"),
        ("letzter:-", "4"),
        ("!kunde:-", "124"),
        ("risiken:-", "24"),
        ("risiken:big", "3"),
        ("vorschlag:preis", "13"),
        ("vorschlag=beenden", "2"),
        ("proposal:let_go", "2"),
        ("neu:nein", "2"),
        ('kunde:"24:00"', "4"),
        ('"24:00"', "4"),
        ("kunde=müller", ""),
        ("kunde:müller,ätna", "14"),
        ("vorschlag=beenden,", "2"),
        ("vorschlag=beenden,preis", "2"),
        ('kunde:"müller,ätna"', ""),
        ("kunde:,", ""),
        ('kunde="müller [x]"', "1"),
        ("vorschlag:preis müll", "1"),
    ],
)
def test_narrowing(typed: str, left: str) -> None:
    assert found(typed) == list(left)


def test_english_is_read_as_english() -> None:
    assert found("Umsatz>1,000", "en") == ["2"]
    assert found("discount>12.4", "en") == ["2"]
    assert found("proposal:adjust", "en") == ["1", "3"]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("ums", None),
        ("umsatz>", "noch nicht fertig: umsatz>"),
        ('"offen', 'noch nicht fertig: "offen'),
        ("/offen", "noch nicht fertig: /offen"),
        ("/(/", "Muster /(/ ist nicht lesbar"),
        ("/a{99999999}/", "Muster /a{99999999}/ ist nicht lesbar"),
        ("a " * 60, None),
        ("a " * 61, "zu viele Bedingungen: höchstens 60 auf einmal"),
        ("umsatz>viel", "viel ist keine Zahl"),
        ("letzter<bald", "bald ist kein Datum (31.12.2026, 12.2026, 2026)"),
        ("kunde>b", "Kunde enthält Text: nur : und = vergleichen"),
        ("gone:x", 'Spalte gone gibt es hier nicht; als Text: "gone:x"'),
        ("satz>5", 'Spalte satz gibt es hier nicht (gemeint: Umsatz?); als Text: "satz>5"'),
    ],
)
def test_what_cannot_be_understood_is_said(typed: str, problem: str | None) -> None:
    understood = parsed(typed, FIELDS, FRAME.schema, "de").problem
    assert (None if understood is None else understood.in_("de")) == problem


def test_conditions_say_themselves_in_a_few_words() -> None:
    typed = 'umsatz>1.000 !müller kunde:"a b" letzter:- /^m/ !vorschlag=beenden'
    faces = [one.face("de") for one in parsed(typed, FIELDS, FRAME.schema, "de").conditions]
    assert faces == [
        "Umsatz > 1.000", "nicht müller", "Kunde: a b", "letzter leer", "/^m/", "nicht Vorschlag = beenden"
    ]  # fmt: skip


def test_numbers_and_dates() -> None:
    assert read_number("1.234,5", "de") == read_number("1,234.5", "en") == read_number("1,234.5", "de")
    assert [read_number(one, "de") for one in ("0,125", "1.000", "x", "1e5")] == [
        (0.125, 0.0005), (1000.0, 0.5), None, None
    ]  # fmt: skip
    assert read_number("1,000", "de") == (1.0, 0.0005)
    assert read_span("30.02.2026") is None
    assert read_span("02.2026") == (date(2026, 2, 1), date(2026, 2, 28))


def test_a_field_for_searching_takes_what_it_does_not_understand_as_text() -> None:
    assert narrowed(FRAME, "24:00", ("customer_id", "name"))["customer_id"].to_list() == ["4"]
    assert narrowed(FRAME, "gone:x", ("name",)).is_empty()


def test_what_is_shown_in_words_is_sorted_by_its_words() -> None:
    frame = pl.DataFrame({"kind": ["channel", None, "let_go", "service"]})
    said = {"channel": Text("Weg", "Channel"), "let_go": Text("Ende", "Let go"), "service": Text("Änderung", "Cut")}
    by = Field("kind", Text("Art", "Kind"), 5, words(said))
    german = ordered(frame, None, Asked((), (), ("kind", False), "de", by))
    english = ordered(frame, None, Asked((), (), ("kind", True), "en", by))
    assert german is not None
    assert english is not None
    assert (german.to_list(), english.to_list()) == ([3, 2, 0, 1], [2, 3, 0, 1])


def test_names_are_sorted_as_in_a_dictionary() -> None:
    frame = pl.DataFrame({"name": ["Zimmer", "Öl", "ähnlich", "Anton", None, "Oz"]})
    order = ordered(frame, None, Asked((), (), ("name", False), "de"))
    assert frame["name"].gather(order).to_list() == ["ähnlich", "Anton", "Öl", "Oz", "Zimmer", None]


TYPED = st.text(alphabet=st.sampled_from('aü1 "/!:<>=.,-%([*\\{?\x1b\u202e'), max_size=30)


@settings(max_examples=300, deadline=None)
@given(TYPED)
def test_nothing_that_is_typed_fails(typed: str) -> None:
    assert "".join(word.source for word in cut(typed)).split() == typed.split() or cut(typed)
    understood = parsed(typed, FIELDS, FRAME.schema, "de")
    wanted = matching(FRAME, understood.conditions, FIELDS, "de")
    if wanted is not None:
        assert FRAME.filter(wanted).height <= FRAME.height
    assert narrowed(FRAME, typed, ("name",)).height <= FRAME.height


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abcÄ"), st.one_of(st.none(), st.integers(-3, 3))), max_size=30),
    st.sampled_from([None, ("name", False), ("name", True), ("revenue", False), ("revenue", True)]),
    st.sampled_from(["", "a", "!b", "umsatz>0", "umsatz:-"]),
)
def test_rows_are_those_polars_filters_and_sorts(rows, sort, typed) -> None:
    frame = pl.DataFrame(rows, schema={"name": pl.String, "revenue": pl.Int64}, orient="row")
    conditions = parsed(typed, FIELDS, frame.schema, "de").conditions
    order = ordered(frame, None, Asked(conditions, (FIELDS[1],), sort, "de"))
    eager = {
        "": frame,
        "a": frame.filter(pl.col("name") == "a"),
        "!b": frame.filter(pl.col("name") != "b"),
        "umsatz>0": frame.filter(pl.col("revenue") > 0),
        "umsatz:-": frame.filter(pl.col("revenue").is_null()),
    }[typed]
    if sort is not None:
        by = pl.col("name").str.to_lowercase().str.replace("ä", "a") if sort[0] == "name" else pl.col("revenue")
        eager = eager.sort(by, descending=sort[1], nulls_last=True, maintain_order=True)
    assert (frame if order is None else frame[order]).equals(eager)
    assert order is None or order.dtype == pl.UInt32
