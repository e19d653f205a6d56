import polars as pl
import pytest

from kw_tui.core.intake.headers import normalise_header
from kw_tui.vocabulary.session import TABLE_IDS
from kw_tui.vocabulary.sources import ACTIVITY_KINDS, DOC_TYPES, SALES_LINE, SETTLED, SIGNS, TABLES, table_by_id
from kw_tui.vocabulary.synonyms import SYNONYMS, asked, spellings
from kw_tui.vocabulary.table import Table


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_columns_are_unique_and_named_in_both_languages(table: Table) -> None:
    assert len(set(table.column_ids)) == len(table.columns)
    for column in table.columns:
        assert column.label.de
        assert column.label.en
        assert column.id in table


def test_a_session_names_the_same_tables() -> None:
    assert tuple(table.id for table in TABLES) == TABLE_IDS


def test_the_kind_alone_decides_the_type() -> None:
    assert SALES_LINE.schema["net_amount"] == pl.Decimal(18, 4)
    assert SALES_LINE.schema["customer_id"] == pl.String
    assert table_by_id("customer").schema["contract_until"] == pl.Date


def test_every_synonym_belongs_to_a_column() -> None:
    known = {f"{table.id}.{column.id}" for table in TABLES for column in table.fields}
    known |= {column.id for table in TABLES for column in table.fields}
    assert set(SYNONYMS) <= known


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_a_spelling_is_certain_for_one_field_of_a_table_only(table: Table) -> None:
    owners: dict[str, str] = {}
    for column in table.fields:
        for spelling in set(spellings(table.id, column.id)) - asked(table.id, column.id):
            key = normalise_header(spelling)
            assert owners.setdefault(key, column.id) == column.id, spelling


def test_inputs_are_read_but_never_stored() -> None:
    assert "gross_amount" in SALES_LINE
    assert SALES_LINE["gross_amount"].label.en == "Gross amount"
    assert "gross_amount" not in SALES_LINE.schema
    assert "gross_amount" not in SALES_LINE.column_ids


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_inputs_are_optional_and_named_in_both_languages(table: Table) -> None:
    assert len(set(table.field_ids)) == len(table.fields)
    for column in table.inputs:
        assert not column.required
        assert column.label.de
        assert column.label.en


@pytest.mark.parametrize(
    "values", [DOC_TYPES, SIGNS, SETTLED, ACTIVITY_KINDS], ids=["papers", "signs", "status", "kinds"]
)
def test_no_word_of_a_closed_list_means_two_things(values: dict[str, tuple[str, ...]]) -> None:
    words = [word for every in values.values() for word in every]
    assert len(set(words)) == len(words)
    assert words == [word.lower() for word in words]
