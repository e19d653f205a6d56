"""No text of the interface names a key that a person can give another: it names the key's id, `<queue.state>`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kw_tui.tui.keys import FACES

TUI = Path(__file__).parents[2] / "src" / "kw_tui" / "tui"
FIELD = re.compile(r"<[a-z_]+(\.[a-z_]+)+>|\{[^{}]*\}")
MOVES = {"⏎", "↑", "↓", "←", "→", "Tab", "Alt", "Ende", "End", "-", "+"}
"""What a field to type in and a list have of Textual's own, for everybody; and faces that are words or signs, too."""
_FACES = "|".join(re.escape(face) for text in FACES.values() for face in {text.de, text.en} - MOVES)
NAMED = re.compile(rf"(?<!\w)(?:F\d{{1,2}}|Enter|Eingabetaste|Leertaste|Umschalt|{_FACES})(?!\w)")
LETTER = {"de": re.compile(r"(?<![\w.…=>-])[a-z](?=:| \w|, )"), "en": re.compile(r"(?<![\w.…=>’'-])[b-z](?=:| \w|, )")}
"""A small letter that stands alone is a key: no German word is that short, and in English only `a` is."""
TAB = re.compile(r"(?:^|, )\d (?:zur|zum|for)\b")
ALLOWED = {
    "keys.py": "the faces themselves",
    "keymap/probe.py": "a program without a keymap, that shows what keys send",
}


def texts(source: str) -> Iterator[tuple[int, str, str]]:
    """Line, language and words of every `Text(...)`; what is filled in is left out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
            for lang, part in zip(("de", "en"), node.args, strict=False):
                said = "".join(
                    one.value for one in ast.walk(part) if isinstance(one, ast.Constant) and isinstance(one.value, str)
                )
                yield node.lineno, lang, FIELD.sub("…", said)


def literal_keys(source: str) -> list[str]:
    return [
        f"line {line}: {said}"
        for line, lang, said in texts(source)
        if NAMED.search(said) or LETTER[lang].search(said) or TAB.search(said)
    ]


def test_no_text_names_a_key_by_its_face() -> None:
    found = {str(path.relative_to(TUI)): literal_keys(path.read_text(encoding="utf-8")) for path in TUI.rglob("*.py")}
    assert {name: lines for name, lines in found.items() if lines and name not in ALLOWED} == {}


@pytest.mark.parametrize(
    "said", ["mit F5 neu laden", " · Esc bricht ab", "x speichert", "v: erste Zeilen", "o, Kopf", "weiter, 4 zur Liste"]
)
def test_a_key_that_is_named_is_found(said: str) -> None:
    assert literal_keys(f'Text("{said}", "")')
    assert literal_keys('Text(f"{log}; <app.reload> lädt", "<queue.undo>: a row, 2 or 3 days")') == []
