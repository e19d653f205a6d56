from kw_tui.tui.jobs import names
from kw_tui.vocabulary.texts import Text


def test_every_job_has_a_name_in_both_languages() -> None:
    told = [one for one in vars(names).values() if isinstance(one, Text)]
    assert len({one.de for one in told}) == len({one.en for one in told}) == len(told)
