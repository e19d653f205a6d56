"""The letters to customers of the sample data, in both languages and forms, as they were read and approved.

`KW_GOLDEN=write pytest tests/golden/test_letters.py` writes them anew, to be read again.
"""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kw_tui.storage.shipped import shipped
from kw_tui.workbench import Workbench

GOLDEN = Path(__file__).parent / "letters"
FILES = [shipped("sample_data") / f"{name}.csv" for name in ("umsatz", "kunden", "kulanz", "aktivitaeten", "tickets")]
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SENDER = """
company = "Nordlicht Industriebedarf GmbH & Co. KG"
address = "Hafenstraße 12, 28195 Bremen"
person = "Ute Brandt"
phone = "0421 5566-0"
email = "brandt@nordlicht.example"
"""
CUSTOMERS = {
    "0010922": "better terms than A customers: a price step",
    "0013697": "a loss a price step cures",
    "0010204": "service eats the contribution: it is cut",
    "0015599": "a free service has become a habit: it is billed",
    "0014037": "served too dearly: another channel",
    "0010694": "let go",
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Any:
    home = tmp_path_factory.mktemp("letters")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KW_CONFIG", str(home / "config.toml"))
        (home / "config.toml").write_text(SENDER, "utf-8")
        made = Workbench.open_or_new(home / "sample.kw.toml", clock=lambda: NOW)
        made.import_files(FILES)
        made.set(min_order_value=50, small_order_surcharge=15)
        yield made


@pytest.mark.parametrize("customer", CUSTOMERS)
def test_letters_are_those_that_were_read(bench: Workbench, customer: str) -> None:
    letters = [
        bench.letter(customer, form=form, lang=lang)  # type: ignore[arg-type]
        for lang in ("de", "en")
        for form in ("letter", "mail")
    ]
    ruler = "=" * 72
    told = f"\n{ruler}\n".join(one.text.rstrip("\n") for one in letters) + "\n"
    path = GOLDEN / f"{letters[0].kind}-{customer}.txt"
    if os.environ.get("KW_GOLDEN") == "write":
        path.write_text(told, "utf-8")
    assert path.read_text("utf-8") == told
