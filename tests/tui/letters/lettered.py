"""A made-up workbench that writes letters."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kw_tui.core.letters.kinds import Form, Kind
from kw_tui.core.letters.letter import Letter, prompts, written
from kw_tui.core.letters.template import parse
from kw_tui.storage.letter_templates import file_name
from kw_tui.storage.shipped import shipped
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.texts import Lang, Text
from tests.core.letters.matters import MATTER
from tests.tui.fake_workbench import FakeWorkbench

NAME = "[/Müller] \x1b]52; & Söhne " + "x" * 40


def letter_of(
    customer: str, kind: Kind | None = None, form: Form = "letter", lang: Lang | None = None, **changes: Any
) -> Letter:
    kind, lang = kind or "price", lang or "de"
    about = replace(MATTER, kind=kind, customer_id=customer, facts={"name": NAME, "postcode": "30842"}, **changes)
    name = file_name(kind, form, lang)
    template = parse((shipped("letters") / name).read_text("utf-8"), name)
    decided = "d1" if kind == "price" else None
    return Letter(
        customer, kind, form, lang, *written(template, about, lang), prompts(about, ["dependence"], "visit"), decided
    )


class LetteredBench(FakeWorkbench):
    """Writes of what it was asked for; saving is remembered."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.saved: list[tuple[str, str, str, str]] = []
        self.nothing_about: set[str] = set()

    def letter(self, customer: str, kind: Any = None, form: Any = "letter", lang: Any = None) -> Letter:
        if kind is None and customer in self.nothing_about:
            raise DecisionError(
                Text("Nichts zu {id}", "Nothing about {id}").format(id=customer), Text("Hinweis", "hint")
            )
        return letter_of(customer, kind, form, lang)

    def letters(
        self, customers: Sequence[str], kind: Any = None, form: Any = "letter", lang: Any = None
    ) -> list[Letter]:
        return [self.letter(one, kind, form, lang) for one in customers if one not in self.nothing_about]

    def letters_folder(self) -> Path:
        return Path("muster.letters")

    def save_letters(self, letters: Sequence[Letter]) -> list[Path]:
        self.saved += [(one.customer_id, one.kind, one.form, one.lang) for one in letters]
        return [self.letters_folder() / f"{one.customer_id}.txt" for one in letters]
