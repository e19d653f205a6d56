"""What can go wrong, in the user's words: what, where, and what to do."""

from kw_tui.vocabulary.phrases import ALLOWED
from kw_tui.vocabulary.texts import Lang, Text, printable


class KwError(Exception):
    """An expected failure: `message` says what and where, `hint` what to do. `exit_code` ends the program."""

    exit_code = 1

    def __init__(self, message: Text, hint: Text) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint

    def line(self, lang: Lang) -> str:
        """Return the one line shown to the user, safe for the terminal."""
        return printable(f"{_bounded(self.message.in_(lang))} - {_bounded(self.hint.in_(lang))}")


def _bounded(text: str) -> str:
    """Leave out the middle of what quotes something endless: what is wrong stands before it, and why behind it."""
    return text if len(text) <= 1000 else f"{text[:600]} … {text[-300:]}"


class SourceError(KwError):
    """A file to import cannot be read, or does not hold what it should."""


class OpenQuestionError(SourceError):
    """The values of a file leave a decision to a person; `option` is the one of `ImportOptions` that settles it."""

    def __init__(self, message: Text, hint: Text, option: str) -> None:
        super().__init__(message, hint)
        self.option = option


class SheetError(SourceError):
    """Of several sheets or tables in one file none is clearly meant; `names` are all there are."""

    def __init__(self, message: Text, hint: Text, names: tuple[str, ...]) -> None:
        super().__init__(message, hint)
        self.names = names


class UpdateError(SourceError):
    """A file was imported before with other content: it would count twice unless it takes the old one's place."""


class SessionError(KwError):
    """A session or its decisions cannot be read or written."""


class EmptySessionError(SessionError):
    """A session holds no sales yet: there is nothing to compute."""


class UsageError(KwError):
    """The command line asks for something that does not exist or does not fit together."""

    exit_code = 2


class DecisionError(KwError):
    """A decision is refused: unknown customer, missing reason, claimed by somebody else, budget used up."""


def not_possible(name: str, raw: object, allowed: Text) -> UsageError:
    """Return the error for a value that something cannot have, with what it may have."""
    message = Text("{name} = {raw!r} ist nicht möglich", "{name} = {raw!r} is not possible")
    return UsageError(
        message.format(name=printable(name), raw=printable(str(raw))[:60]), ALLOWED.format(allowed=allowed)
    )
