import polars as pl
import pytest

from kw_tui.vocabulary.session import TABLE_IDS
from kw_tui.vocabulary.sources import SALES_LINE, TABLES, table_by_id
from kw_tui.vocabulary.synonyms import SYNONYMS, spellings
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
    known = {f"{table.id}.{column.id}" for table in TABLES for column in table.columns}
    known |= {column.id for table in TABLES for column in table.columns}
    assert set(SYNONYMS) <= known


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_no_spelling_names_two_columns_of_a_table(table: Table) -> None:
    owners: dict[str, str] = {}
    for column in table.columns:
        for spelling in spellings(table.id, column.id):
            assert owners.setdefault(spelling, column.id) == column.id, spelling
