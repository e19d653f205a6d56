import re
from pathlib import Path

import pytest

from kw_tui.core.letters.fields import FIELD_IDS
from kw_tui.core.letters.kinds import FORMS, KINDS
from kw_tui.core.letters.letter import SUBJECTS, prompts, written
from kw_tui.core.letters.matter import Sender
from kw_tui.core.letters.template import parse
from kw_tui.core.proposals.risks import RISKS
from kw_tui.storage.shipped import shipped
from kw_tui.vocabulary.texts import LANGUAGES, Lang
from tests.core.letters.matters import matter

EVERY = [(kind, form, lang) for kind in KINDS for form in FORMS for lang in LANGUAGES]
INTERNAL = (
    "deckungsbeitrag",
    "klasse",
    "potenzial",
    "verlust",
    "contribution",
    "potential",
    "unprofitable",
    "at stake",
)
PAGE = 50
"""Lines of a page in a type that is easily read."""


def shipped_text(kind: str, form: str, lang: str) -> str:
    return (shipped("letters") / f"{kind}.{form}.{lang}.txt").read_text(encoding="utf-8")


def test_every_kind_form_and_language_has_its_template() -> None:
    names = {path.name for path in Path(shipped("letters")).glob("*")}
    assert names == {f"{kind}.{form}.{lang}.txt" for kind, form, lang in EVERY}


@pytest.mark.parametrize(("kind", "form", "lang"), EVERY)
def test_templates_say_at_their_head_what_may_stand_in_them(kind: str, form: str, lang: Lang) -> None:
    head = [line for line in shipped_text(kind, form, lang).split("\n") if line.startswith("#")]
    told = set(re.findall(r"[a-z_0-9]+", " ".join(head)))
    assert set(FIELD_IDS) <= told
    assert any("$$" in line for line in head)


@pytest.mark.parametrize(("kind", "form", "lang"), EVERY)
def test_a_letter_is_one_page_without_internal_figures_or_gaps(kind: str, form: str, lang: Lang) -> None:
    text, _, lacking = written(parse(shipped_text(kind, form, lang), "t"), matter(kind=kind), lang)
    assert lacking == ()
    assert "«" not in text
    assert "$" not in text
    assert len(text.split("\n")) <= PAGE
    assert not [word for word in INTERNAL if word in text.lower()]
    assert "Ute Brandt" in text
    assert "0010234" in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_what_is_missing_is_named_only_where_the_template_asks_for_it(form: str, lang: Lang) -> None:
    template = parse(shipped_text("price", form, lang), "t")
    text, _, lacking = written(template, matter(sender=Sender(), facts={"name": "A"}, step=None), lang)
    names = {label.en for label in lacking}
    assert {"Your company", "Your name", "Your telephone", "Price step"} <= names
    assert ("Town" in names) is (form == "letter")
    assert text.count("«") >= len(lacking)


@pytest.mark.parametrize(("kind", "form", "lang"), EVERY)
def test_the_subject_of_a_table_is_that_of_the_letter(kind: str, form: str, lang: Lang) -> None:
    day = {"run_off": "run_off_date"}.get(kind, "effective_date")
    subject = SUBJECTS[kind].in_(lang).format(day=f"${{{day}}}")  # type: ignore[index]
    assert subject in shipped_text(kind, form, lang)


def test_a_price_letter_prompts_only_what_bears_on_prices() -> None:
    every = [risk.id for risk in RISKS]
    price = [note.en for note in prompts(matter(examples=()), every, "visit")]
    assert len(price) == 5
    assert not any("reference" in note for note in price)
    assert price[-2:] == ["these are prompts, not legal advice", "planned way to tell: Visit"]
    assert prompts(matter(), [], "email") == ()
    run_off = [note.en for note in prompts(matter(kind="run_off"), every, "letter")]
    assert len(run_off) == len(RISKS) + 2
    assert "told in person" in run_off[-1]
