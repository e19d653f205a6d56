from kw_tui.vocabulary.condition_words import IN_SQL, SPOKEN


def test_every_word_that_is_found_has_one_in_the_language() -> None:
    assert all(SPOKEN.fullmatch(said) for said in IN_SQL)
    assert SPOKEN.match("undine") is None
