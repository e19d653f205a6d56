"""What is said in the tab names its keys and words, not options of the command line."""

import ast
import re
from pathlib import Path

import pytest

import kw_tui
from kw_tui.tui.tabs.imports.problems import in_keys, remark
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Text

OPTION = re.compile(r"--[a-z]")
ELSEWHERE = {"demo.py", "check.py", "analysis.py", "signing.py"}
"""Told by the demo, by the queue, of a customer nobody knows and of signatures; not by an import."""


def said_with_options() -> list[Text]:
    """Every text below the doors that names an option."""
    root = Path(kw_tui.__file__).parent
    found = []
    for room in ("core", "storage", "workbench"):
        for path in sorted((root / room).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            if path.name in ELSEWHERE or not OPTION.search(source):
                continue
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                    texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                    if len(texts) == 2 and OPTION.search("".join(texts)):
                        found.append(Text(*texts))
    return found


def test_there_are_such_texts() -> None:
    assert len(said_with_options()) > 8


@pytest.mark.parametrize("said", said_with_options(), ids=lambda said: said.en[:40])
def test_no_option_of_the_command_line_reaches_the_screen(said: Text) -> None:
    shown = in_keys(KwError(Text("x", "x"), said)).hint
    assert not OPTION.search(shown.de + shown.en)


def test_a_remark_names_the_key_and_the_field() -> None:
    said = Text(
        "EK (netto): je Stück gelesen; für die Zeile: --map cost_amount=EK (netto)",
        "EK (netto): read per unit; for the line: --map cost_amount=EK (netto)",
    )
    assert (
        remark(said, is_preview=True).de == "EK (netto): je Stück gelesen; für die Zeile: <import.edit> → Wareneinsatz"
    )
    assert remark(said).en.endswith("for the line: preview, <import.edit> → Goods")
    plain = Text("Umlaute -- wie in Windows", "plain")
    assert remark(plain) == plain


def test_ids_of_fields_behind_their_names_are_left_out() -> None:
    said = Text("als Umsätze fehlt Kundennummer (customer_id, net_amount)", "x (a file) y (customer_id)")
    told = in_keys(KwError(said, Text("x", "x"))).message
    assert told == Text("als Umsätze fehlt Kundennummer", "x (a file) y")


def test_a_message_about_an_option_calls_it_by_its_name_here() -> None:
    said = Text("a.db (SQLite): --encoding passt nicht", "a.db (SQLite): --encoding does not fit")
    assert in_keys(KwError(said, Text("x", "x"))).message.de == "a.db (SQLite): Zeichensatz passt nicht"
