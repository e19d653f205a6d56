"""Letters about what was decided or is proposed: written from templates, one or many, saved, and noted as written."""

from collections.abc import Collection, Sequence
from pathlib import Path

import polars as pl

from kw_tui.core.decisions import ACTIONS, MEASURES, Decision, State
from kw_tui.core.letters.kinds import KINDS, Form, Kind, letter_lang
from kw_tui.core.letters.letter import Letter, prompts, written
from kw_tui.core.letters.matter import Sender
from kw_tui.core.letters.template import Template, parse
from kw_tui.storage import letter_templates
from kw_tui.storage.letter_files import safe_name, save_letter
from kw_tui.storage.personal import read_config
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.texts import Lang, Text
from kw_tui.workbench.analysis import Analysis
from kw_tui.workbench.letter_matters import Case, Cases, decision_of, matter
from kw_tui.workbench.letter_table import merge_table
from kw_tui.workbench.stopping import go_on
from kw_tui.workbench.where import rows_where

NOTED = "letter"
"""The entry of the journal that says a letter was written."""


class Lettering(Analysis):
    """What is told to customers."""

    def letter(
        self, customer_id: str, kind: Kind | None = None, form: Form = "letter", lang: Lang | None = None
    ) -> Letter:
        """Write to one customer: of what was decided, else of what is proposed, else of the `kind` given.

        Raise DecisionError for an unknown customer, or where nothing says what to write; KwError for a bad template.
        """
        self._known_row(customer_id)
        case = self._cases([customer_id])[customer_id]
        if kind is None and case.kind is None:
            raise _nothing_to_tell(customer_id, case.decision)
        return self._written({customer_id: case}, kind, form, lang)[0]

    def letters(
        self, customer_ids: Sequence[str], kind: Kind | None = None, form: Form = "letter", lang: Lang | None = None
    ) -> list[Letter]:
        """Write to several customers, in this order; those about whom nothing is decided or proposed get none."""
        return self._written(self._cases(list(dict.fromkeys(customer_ids))), kind, form, lang)

    def to_write_to(self, where: str | None = None, *, only_decided: bool = False) -> list[str]:
        """Return the customers of an SQL condition over the columns of customers and queue, as the queue has them.

        `only_decided` keeps those about whom a measure stands of which no letter was written yet.
        """
        queue, portfolio = self.queue(), self.portfolio()
        ranked = queue.drop([name for name in portfolio.columns if name in queue.columns and name != "customer_id"])
        rows = portfolio.join(ranked, on="customer_id", how="left", maintain_order="left")
        if only_decided:
            rows = rows.filter(pl.col("customer_id").is_in(self._unwritten()))
        if where is not None:
            rows = rows_where(rows, where, Text("Bedingung", "Condition"), self.headings(rows))
        return rows.sort("rank", "customer_id", nulls_last=True)["customer_id"].to_list()

    def letters_folder(self) -> Path:
        """Return where letters are saved unless somewhere else is named: beside the session."""
        return self.path.with_name(f"{self.path.name.removesuffix('.toml').removesuffix('.kw')}.letters")

    def save_letters(self, letters: Sequence[Letter], folder: Path | None = None) -> list[Path]:
        """Save each in a private file of its own, never over another, and note it; raise SessionError."""
        target = self.letters_folder() if folder is None else folder
        paths = [save_letter(target, _file_name(letter), letter.text) for letter in letters]
        self.note_letters(letters)
        return paths

    def note_letters(self, letters: Sequence[Letter]) -> None:
        """Write down that these decisions were told of; not of drafts, without a sender, or noted already."""
        told = [one for one in letters if one.decision and one.names_sender]
        if not told:
            return

        def made(state: State) -> list[Decision]:
            noted = _noted(state)
            fresh = (one for one in told if one.decision not in noted)
            return [self._decisions.new(one.customer_id, NOTED, params=_noted_as(one)) for one in fresh]

        self._write(made)

    def merge_table(self, letters: Sequence[Letter]) -> pl.DataFrame:
        """Return one row a letter with every field as text, for a mail merge."""
        return merge_table(letters)

    def copy_templates(self) -> tuple[list[Path], list[Path]]:
        """Copy the templates that come with the program to where they can be edited; return copied and kept ones."""
        return letter_templates.copy_templates()

    def _cases(self, customer_ids: Sequence[str]) -> dict[str, Case]:
        cases = Cases(self.store, self.settings, self.as_of)
        return cases.of(self.portfolio(), self.queue(), self.state(), customer_ids)

    def _written(self, cases: dict[str, Case], kind: Kind | None, form: Form, lang: Lang | None) -> list[Letter]:
        templates: dict[str, Template] = {}
        otherwise, sender = self.session.lang or self.lang, _sender()
        letters = []
        for customer_id, case in cases.items():
            go_on()
            of_kind = kind or case.kind
            if of_kind is None:
                continue
            in_lang = lang or letter_lang(case.facts.get("country"), otherwise)
            name = letter_templates.file_name(of_kind, form, in_lang)
            if name not in templates:
                templates[name] = _template(name)
            letters.append(self._one(customer_id, case, of_kind, form, in_lang, templates[name], sender))
        return letters

    def _one(
        self, customer_id: str, case: Case, kind: Kind, form: Form, lang: Lang, template: Template, sender: Sender
    ) -> Letter:
        today = self._clock().date()
        about = matter(case, kind, today, sender, self.currency, self.settings)
        text, told, lacking = written(template, about, lang)
        decided = case.decided(kind)
        way = case.proposal["communication"] if case.proposal is not None else None
        notes = prompts(about, case.risks, way)
        return Letter(customer_id, kind, form, lang, text, told, lacking, notes, decided.id if decided else None)

    def _unwritten(self) -> Collection[str]:
        state = self.state()
        noted = _noted(state)
        standing = (decision_of(state, id_, self.settings, self.as_of) for id_ in state.effective)
        return [one.customer_id for one in standing if one and one.action in MEASURES and one.id not in noted]


def _noted(state: State) -> set[str]:
    """The ids of the decisions a letter was written of."""
    return {one.params["decision"] for one in state.history if one.action == NOTED and one.params.get("decision")}


def _template(name: str) -> Template:
    found = letter_templates.read_template(name)
    return parse(found.text, str(found.path) if found.is_own else name)


def _sender() -> Sender:
    """Who signs: as the personal configuration says."""
    told = read_config()
    names = ("company", "address", "person", "phone", "email")
    return Sender(**{name: str(told[name]) for name in names if isinstance(told.get(name), str)})


def _file_name(letter: Letter) -> str:
    return f"{letter.kind}-{safe_name(letter.customer_id)}-{letter.form}-{letter.lang}".replace("_", "-", 1)


def _noted_as(letter: Letter) -> dict[str, str]:
    return {"decision": letter.decision or "", "kind": letter.kind, "form": letter.form, "lang": letter.lang}


def _nothing_to_tell(customer_id: str, decision: Decision | None) -> DecisionError:
    hint = Text("eine Art wählen ({kinds}): dann wird es ein Entwurf", "choose a kind ({kinds}): then it is a draft")
    hint = hint.format(kinds=", ".join(kind.replace("_", "-") for kind in KINDS))
    if decision is None:
        message = Text(
            "Zu Kunde {id} ist nichts entschieden oder vorgeschlagen", "Nothing is decided or proposed about {id}"
        )
        return DecisionError(message.format(id=customer_id), hint)
    message = Text(
        "Zu Kunde {id} ist entschieden: {action}; dazu gibt es kein Schreiben",
        "About customer {id} it is decided: {action}; there is no letter of that",
    )
    label = ACTIONS.get(decision.action, Text(decision.action, decision.action))
    return DecisionError(message.format(id=customer_id, action=label), hint)
