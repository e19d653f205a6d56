"""Ids of clusters and what they are called."""

from kw_tui.core.similar.names import ClusterWords, category_trait, cluster_label, joined, numbered, trait
from kw_tui.vocabulary.texts import Text


def test_traits_have_words_in_both_languages() -> None:
    name = joined(trait("revenue", is_high=True), trait("service", is_high=False))
    assert name == "high_revenue+low_service"
    assert cluster_label(name) == Text("viel Umsatz, wenig Service", "much revenue, little service")
    assert cluster_label(numbered("average", 2)).de == "durchschnittlich, Nr. 2"


def test_categories_keep_their_value_whatever_it_holds() -> None:
    name = joined("low_revenue", category_trait("industry", "Bau+Holz 50%2B"))
    assert cluster_label(name).de == "wenig Umsatz, Branche Bau+Holz 50%2B"


def test_values_from_files_are_harmless() -> None:
    assert "\x1b" not in cluster_label(category_trait("region", "\x1b[31mNord")).en
    assert "\x1b" not in cluster_label("\x1b[31m").en


def test_every_cluster_is_found_and_only_others_are_listed() -> None:
    words = ClusterWords({"lost": Text("Verloren", "Lost")})
    assert list(words) == ["lost"]
    assert words["lost"].de == "Verloren"
    assert words.get("high_margin") == Text("hohe Marge", "high margin")
