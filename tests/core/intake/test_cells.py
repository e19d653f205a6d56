import polars as pl
import pytest

from kw_tui.core.intake import cells
from kw_tui.vocabulary.sources import ACTIVITY_KINDS, DOC_TYPES, table_by_id


def ids(written: list[str | None]) -> list[str | None]:
    frame = pl.DataFrame({"cell": written}, schema={"cell": pl.String})
    facts = frame.select(**cells.id_facts(cells.words(pl.col("cell")))).row(0, named=True)
    return frame.select(cells.identifier(pl.col("cell"), facts)).to_series().to_list()


def test_ids_are_text_and_keep_their_zeros() -> None:
    assert ids([" 0010234 ", "A-7", "", None]) == ["0010234", "A-7", None, None]


def test_ids_written_as_decimals_lose_the_decimals_only_if_all_are_numbers() -> None:
    assert ids(["17850.0", "17851.0", ""]) == ["17850", "17851", None]
    assert ids(["400.0", "400-A"]) == ["400.0", "400-A"]


def test_ids_wrapped_as_formulas_are_unwrapped() -> None:
    assert ids(['="00123"', "00456"]) == ["00123", "00456"]


@pytest.mark.parametrize(
    ("written", "value"), [("Erledigt", True), ("closed", True), ("offen", False), ("nein", False), ("egal", None)]
)
def test_the_words_of_a_status_say_whether_a_ticket_is_resolved(written: str, value: bool | None) -> None:
    status = cells.flag(pl.col("cell"), table_by_id("ticket")["resolved"].values)
    assert pl.DataFrame({"cell": [written]}).select(status).item() is value
    assert pl.DataFrame({"cell": ["offen"]}).select(cells.flag(pl.col("cell"), {})).item() is None


@pytest.mark.parametrize(
    ("written", "value", "code"),
    [
        *((word, True, None) for word in ("ja", "Ja", "yes", "Y", "true", "WAHR", "1", "x", "X")),
        *((word, False, None) for word in ("nein", "No", "false", "0", "Falsch")),
        ("", None, None),
        (None, None, None),
        ("vielleicht", None, "bad-enum"),
    ],
)
def test_flags(written: str | None, value: bool | None, code: str | None) -> None:
    frame = pl.DataFrame({"cell": [written]}, schema={"cell": pl.String})
    frame = frame.with_columns(value=cells.flag(pl.col("cell"), {}))
    assert frame.select("value", code=cells.flag_code(pl.col("cell"), pl.col("value"))).row(0) == (value, code)


def test_closed_lists_map_their_spellings() -> None:
    frame = pl.DataFrame({"kind": ["Besuch", "RÜCKSENDUNG", "ruecksendung", "Kaffee", " ", None]})
    kinds = frame.select(cells.choice(pl.col("kind"), ACTIVITY_KINDS, pl.lit("other"))).to_series()
    assert kinds.to_list() == ["visit", "return", "return", "other", None, None]
    papers = pl.DataFrame({"type": ["Gutschrift", "Storno", "Proforma"]})
    kept = papers.select(cells.choice(pl.col("type"), DOC_TYPES, cells.words(pl.col("type")))).to_series()
    assert kept.to_list() == ["credit", "cancel", "Proforma"]


def test_unknown_spellings_are_counted() -> None:
    frame = pl.DataFrame({"kind": ["Besuch", "Kaffee", "Kaffee", None]})
    assert frame.select(**cells.choice_facts(pl.col("kind"), ACTIVITY_KINDS)).item() == 2
