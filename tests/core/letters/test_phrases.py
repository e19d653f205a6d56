from kw_tui.core.letters import phrases
from kw_tui.core.metrics.families import all_metrics
from kw_tui.core.proposals.channel import CHANNELS
from kw_tui.core.proposals.rules import rules_by_id
from kw_tui.vocabulary.settings import Settings

INTERNAL = ("deckungsbeitrag", "klasse", "potenzial", "verlust", "contribution", "class ", "potential", "loss", "marge")


def test_every_rule_of_a_price_step_has_a_motive_and_every_motive_a_rule() -> None:
    assert set(phrases.MOTIVES) - {""} <= set(rules_by_id())


def test_every_channel_and_service_has_its_wording() -> None:
    assert phrases.CHANNELS.keys() == CHANNELS.keys()
    assert phrases.SERVICES.keys() <= {metric.id for metric in all_metrics(Settings())}


def test_no_wording_tells_what_the_customer_is_worth() -> None:
    texts = [*phrases.MOTIVES.values(), *phrases.CHANNELS.values(), *phrases.SERVICES.values()]
    told = " ".join(f"{text.de} {text.en}" for text in texts).lower()
    assert not [word for word in INTERNAL if word in told]
