from pathlib import Path

import pytest

from kw_tui.storage.readers.postgres_address import address_of


def test_an_address_survives_being_a_path() -> None:
    address = address_of(Path("postgresql://anna@db.firma.de:5433/erp?table=public.umsatz&sslmode=require"))
    assert address is not None
    assert address.uri == "postgresql://anna@db.firma.de:5433/erp?sslmode=require"
    assert (address.table, address.query) == ("public.umsatz", None)
    assert str(address.shown) == "postgresql:/anna@db.firma.de:5433/erp?table=public.umsatz&sslmode=require"


def test_an_address_survives_being_made_absolute_and_shown() -> None:
    path = Path("postgres://anna@h/erp?query=SELECT 'postgresql:/x' FROM a")
    first = address_of(path)
    assert first is not None
    assert address_of(Path("/srv/sessions") / path) == first
    assert address_of(Path.cwd() / first.shown) == first
    assert first.query == "SELECT 'postgresql:/x' FROM a"


def test_what_a_query_must_not_say_plainly_is_escaped() -> None:
    address = address_of(Path("postgresql://h/erp?query=SELECT%20a%26b+c, '%2F%2F' FROM%20t&connect_timeout=3"))
    assert address is not None
    assert address.query == "SELECT a&b+c, '//' FROM t"
    assert address.uri == "postgresql://h/erp?connect_timeout=3"


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://anna:ge%40heim@h/erp?table=t",
        "postgresql://anna@h/erp?password=ge%40heim&table=t",
        "postgresql://anna@h/erp?table=t&sslpassword=ge%40heim",
    ],
)
def test_no_password_is_shown_in_any_form(text: str) -> None:
    address = address_of(Path(text))
    assert address is not None
    assert "heim" in address.uri
    assert str(address.shown) == "postgresql:/anna@h/erp?table=t"
    assert address.masked("invalid: ge%40heim, ge@heim!") == "invalid: ***, ***!"
    assert "heim" not in repr(address.shown)


@pytest.mark.parametrize("text", ["umsatz.csv", "/daten/postgres/umsatz.csv", "postgresql", "x-postgresql:/h", "."])
def test_a_path_is_no_address(text: str) -> None:
    assert address_of(Path(text)) is None
