import inspect

from textual.message import Message

from kw_tui.tui import messages
from kw_tui.tui.app import KwApp


def test_the_program_answers_every_message() -> None:
    for name, thing in vars(messages).items():
        if inspect.isclass(thing) and issubclass(thing, Message) and thing is not Message:
            assert callable(getattr(KwApp, thing.handler_name, None)), name
