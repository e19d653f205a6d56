"""What the command line says is a `Text`, whatever it is asked: it speaks a made-up language, and all else shows."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from kw_tui.core.metrics.families import all_metrics
from kw_tui.vocabulary.settings import ITEMS, Settings
from tests.cli.conftest import Call
from tests.tui.screens.tongues import strangers, tongues

DATA = {
    *("EUR", "Klein", "Gut", "ute", "umsatz", "csv", "toml", "red", "HYPERLINK", "Müller", "Söhne", "Ärger", "GWB"),
    *("Nettobetrag", "Kunde", "Rechnungsnummer", "Wareneinsatz", "Menge", "Artikelnummer", "Rechnungsdatum"),
    *("Kundennummer", "_ratio", "_ratio_prev", "_ratio_change"),  # of db1_ratio and its like
    *("json", "parquet", "table", "sort", "format", "where", "open", "AKTION", "DATEI"),  # what can be typed
    *("config", "address", "company", "email", "lean", "person", "phone", "theme", "CP1252"),
}
"""Words from files, from people, and names that stand for themselves."""
LISTS = """customers|migration|capacity|queue|queue --proposals|conditions|conditions --totals|conditions --brackets
segments|segments --by abc|neighbours 0001|model|model --errors|model --track|decisions|afterwards|columns|set|check
open|customer 0002|customer 0001|trace 0001 db1|trace 0001|price-plan 0002|evidence 0002|config show|config check
import umsatz.csv -s new|segment own --where db1<0|segment|batch snooze --where abc='A'"""
CHANGES = """decide 0001 keep --reason x|undo|redo|undo|undo|claim-potential 0001 500|set abc_a_limit=0.7|set lang=de
decide 0009 keep|decide 0001 reprice --step 900|decide 0001 let-go --reason x|decide 0001 fire|batch|batch reprice
sign|sign xx|letter|letter 0002|letter --decided -o x/|claim-potential 0001 x|set nope=1|set abc_a_limit=x"""
MISTAKES = """import|import umsatz.csv|import nope.csv|customers --where nope=1|customers --sort nope|customer
customers --columns nope|customer 9999|queue --group x|customers -o a.ods|segment --remove nope|nope|custmers
conditions --totals --brackets|customers --period 2031|customers -s missing|customers --nope|customers --limit x
customers --limit -1|customers --format pdf|queue --desc=1|config|customers --frmat csv|customers 1|evidence 0002 nope
trace 0001 nope|neighbours 9999|model --limit x|price-plan 9999|queue --proposals --group x"""


def calls(written: str) -> Iterator[list[str]]:
    return (shlex.split(one) for line in written.splitlines() for one in line.split("|"))


def ids() -> set[str]:
    """What is typed by its id."""
    values = {str(value) for item in ITEMS.values() for value in getattr(item, "choices", None) or ()}
    return {metric.id for metric in all_metrics(Settings())} | set(ITEMS) | values


def test_every_word_the_command_line_says_is_a_text(kw: Call, session: Path) -> None:
    known, told = DATA | ids(), {}
    with tongues():
        for call in calls(f"{LISTS}\n{CHANGES}\n{MISTAKES}"):
            ended = kw(*call, "--lang", "de", *([] if "-s" in call else ["-s", "s"] if call[0] not in APART else []))
            said = (ended.out + ended.err).replace(str(session.parent), "")
            if found := strangers(said.splitlines(), known | named(call)):
                told[" ".join(call)] = found
    assert told == {}


def named(call: list[str]) -> set[str]:
    """Words of the call itself, and how help calls what it lacks."""
    return {word for one in call for word in re.findall(r"\w+", one)}


APART = ("config", "nope", "custmers")
"""Calls about no session."""
