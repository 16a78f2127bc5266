"""Guessing a document's language from its frequent words."""

from __future__ import annotations

import pytest

from qda.language.guess import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jeg vet ikke hvor de bodde. Hun bare gikk.", "nb"),
        ("Eg veit ikkje kvar dei budde. Ho berre gjekk.", "nn"),
        ("I do not know what they said about it.", "en"),
        ("Jag vet inte var de bodde. Hon bara gick.", "other"),
        ("Ich weiß nicht, wo sie gewohnt haben.", "other"),
        ("", "other"),
        ("12.30", "other"),
    ],
)
def test_a_few_frequent_words_tell_the_language(text: str, language: str) -> None:
    assert guess_language([text]) == language


def test_the_whole_document_decides_not_a_turn_of_it() -> None:
    turns = ["Jeg kom hit i fjor, og hun kom også.", "Eg?", "Ja, jeg ble her. Det er ikke så mye."]
    assert guess_language(turns) == "nb"


def test_a_word_or_two_in_a_long_text_of_another_language_decides_nothing() -> None:
    assert guess_language(["talo vene koira kissa " * 50 + "the"]) == "other"


def test_as_many_words_of_two_languages_decide_nothing() -> None:
    assert guess_language(["jeg eg"]) == "other"


def test_capitals_do_not_matter() -> None:
    assert guess_language(["JEG VET IKKE"]) == "nb"
