"""What widgets tell the program. Requests are imperative, facts are in the past tense."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class OpenCustomer(Message):
    """Show this customer's story."""

    customer_id: str


@dataclass
class Undo(Message):
    """Take the last decision back."""


@dataclass
class Redo(Message):
    """Take the decision last undone again."""


@dataclass
class DataImported(Message):
    """The ledger has grown; everything is to be computed anew."""


@dataclass
class GoTo(Message):
    """Show this tab."""

    tab: str
