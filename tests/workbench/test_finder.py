import polars as pl
import pytest

from kw_tui.workbench.finder import Finder

ROWS = [
    ("10007", "Müller Bau GmbH", 50),
    ("10008", "Bauhaus Mueller & Söhne", 90),
    ("20100", "Müller GmbH", 10),
    ("K-10", "Voß Stahlbau", None),
    ("10", None, 70),
    ("30001", "Müllerei Groß", 99),
]
PORTFOLIO = pl.DataFrame(ROWS, schema=["customer_id", "name", "revenue"], orient="row")
FINDER = Finder(PORTFOLIO)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("", ["30001", "10008", "10", "10007", "20100", "K-10"]),
        ("müller gmbh", ["20100", "10007"]),
        ("gmbh mueller", ["20100", "10007"]),
        ("müller", ["10007", "20100", "10008", "30001"]),
        ("10", ["10", "10008", "10007"]),
        ("010", ["20100"]),
        ("-10", ["K-10"]),
        ("10007", ["10007"]),
        ("k-1", ["K-10"]),
        ("k-", ["K-10"]),
        ("VOSS", ["K-10"]),
        ("stalbau", ["K-10"]),
        ("müller xyz", ["10008", "10007", "20100"]),
        ("xyzqw", []),
    ],
)
def test_the_best_come_first_and_among_equals_the_largest(typed: str, ids: list[str]) -> None:
    found = FINDER.find(typed)["customer_id"].to_list()
    assert found[: len(ids)] == ids
    assert typed not in {"xyzqw"} or not found


def test_no_more_are_returned_than_asked_for() -> None:
    assert FINDER.find("müller", 1)["customer_id"].to_list() == ["10007"]
    assert FINDER.find("", 2).height == 2


def test_nobody_is_found_among_nobody() -> None:
    assert Finder(PORTFOLIO.clear()).find("müller").is_empty()
