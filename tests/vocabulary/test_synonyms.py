from kw_tui.vocabulary.synonyms import spellings


def test_a_column_is_known_by_its_own_id_and_by_what_companies_write() -> None:
    assert "customer_id" in spellings("sales_line", "customer_id")
    assert "kundennummer" in spellings("sales_line", "customer_id")


def test_a_table_can_use_a_word_of_its_own() -> None:
    assert "art" in spellings("concession", "kind")
    assert "name" not in spellings("sales_line", "net_amount")
