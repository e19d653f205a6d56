"""A letter as written: its text, the fields it was made of, and what whoever sends it should know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kw_tui.core.letters.fields import FIELDS, gaps, values
from kw_tui.core.letters.kinds import Form, Kind
from kw_tui.core.letters.matter import Matter
from kw_tui.core.letters.price_list import over_list
from kw_tui.core.letters.template import Template, render
from kw_tui.core.proposals.price_step import COMMUNICATION
from kw_tui.core.proposals.risks import RISKS
from kw_tui.vocabulary.texts import Lang, Text

_PROMPTED = {risk.id: risk for risk in RISKS}
_MENTIONED = ("contract", "dependence", "natural_person")
"""What is prompted for whatever is told; what else speaks against ending a relation matters to a run-off notice."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `decision` is the id of the decision it tells of; without one it is a draft."""

    customer_id: str
    kind: Kind
    form: Form
    lang: Lang
    text: str
    values: Mapping[str, str]
    missing: tuple[Text, ...]
    notes: tuple[Text, ...]
    decision: str | None = None

    @property
    def subject(self) -> str:
        """The line that says what it is about, in words."""
        return SUBJECTS[self.kind].format(day=self.values[_DAYS[self.kind]]).in_(self.lang)

    @property
    def is_draft(self) -> bool:
        """Whether nobody has decided what it says."""
        return self.decision is None

    @property
    def names_sender(self) -> bool:
        """Whether it says who writes; a letter that does not cannot be sent."""
        return bool(self.values["company"])


def written(template: Template, matter: Matter, lang: Lang) -> tuple[str, dict[str, str], tuple[Text, ...]]:
    """Return the text, every field by its placeholder, and the labels of the fields the template lacks."""
    told = values(matter, lang)
    holes = gaps(matter, told, lang)
    lacking = tuple(field.label for field in FIELDS if field.id in holes and field.id in template.placeholders)
    return render(template, told, holes), told, lacking


def prompts(matter: Matter, risks: Sequence[str], communication: str | None) -> tuple[Text, ...]:
    """Return what to consider before sending: legal prompts of the customer's risks, prices above list, how to tell.

    These are prompts for a person, not legal advice.
    """
    kind = matter.kind
    notes = [
        NOTE.format(label=_PROMPTED[id_].label, advice=_PROMPTED[id_].advice)
        for id_ in risks
        if id_ in _PROMPTED and (kind == "run_off" or id_ in _MENTIONED)
    ]
    if notes:
        notes.append(NO_ADVICE)
    if kind == "run_off":
        notes.append(IN_PERSON)
    elif communication in {"letter_call", "visit"}:
        notes.append(PERSONAL.format(way=COMMUNICATION[communication]))
    if count := over_list(matter):
        notes.append(OVER_LIST.format(count=count))
    return tuple(notes)


_DAYS: dict[Kind, str] = {
    "price": "effective_date",
    "service": "effective_date",
    "channel": "effective_date",
    "run_off": "run_off_date",
}
SUBJECTS: dict[Kind, Text] = {
    "price": Text("Anpassung unserer Preise zum {day}", "Change of our prices from {day}"),
    "service": Text("Änderung unserer Leistungen zum {day}", "Change of our services from {day}"),
    "channel": Text("Ihr Weg zu uns ab dem {day}", "How to reach us from {day}"),
    "run_off": Text("Ende unserer Belieferung zum {day}", "End of our deliveries on {day}"),
}
NOTE = Text("zu prüfen: {label} - {advice}", "to consider: {label} - {advice}")
OVER_LIST = Text(
    "{count} der meistgekauften Artikel kämen über ihren Listenpreis; sie stehen nicht im Schreiben",
    "{count} of the products bought most would cost more than list price; the letter leaves them out",
)
NO_ADVICE = Text("Hinweise, keine Rechtsberatung", "these are prompts, not legal advice")
IN_PERSON = Text(
    "eine Trennung wird persönlich mitgeteilt; das Schreiben folgt dem Gespräch",
    "the end of a relation is told in person; the letter follows the talk",
)
PERSONAL = Text("vorgesehen zum Mitteilen: {way}", "planned way to tell: {way}")
