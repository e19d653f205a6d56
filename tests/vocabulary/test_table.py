import pytest

from kw_tui.vocabulary.sources import CUSTOMER
from kw_tui.vocabulary.table import Kind


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_type(kind: Kind) -> None:
    assert kind.dtype is not None


def test_numbers_stand_on_the_right() -> None:
    assert Kind.MONEY.is_numeric
    assert not Kind.ID.is_numeric


def test_columns_are_found_by_id() -> None:
    assert CUSTOMER["region"].label.de == "Region"
    assert "region" in CUSTOMER
    with pytest.raises(KeyError):
        CUSTOMER["colour"]
