"""The rules with a model beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from qda.language.guarded import GuardedSegmenter
from qda.language.pipeline import Pipeline
from qda.language.sentences import segmenter

if TYPE_CHECKING:
    from collections.abc import Sequence

KNOWN = "Jeg vet ikke hva hun gjør. "
"""Enough words for the guess that it is Bokmål."""


@Language.factory("qda_test_names", default_config={"names": []})
class Names:
    """Calls these words names, and notes what it was given."""

    def __init__(self, nlp: Language, name: str, names: list[str]):
        self._names = names
        self.seen: list[str] = []

    def __call__(self, doc: Doc) -> Doc:
        self.seen.append(doc.text)
        for token in doc:
            token.pos_ = "PROPN" if token.text in self._names else "X"
        return doc


def keen(*marks: str, names: Sequence[str] = (), teller: str = "tagger") -> GuardedSegmenter:
    """A pipeline that ends a sentence at each of these marks and knows these names."""
    nlp = spacy.blank("nb")
    nlp.add_pipe("qda_test_names", name=teller, config={"names": list(names)})
    nlp.add_pipe("sentencizer", config={"punct_chars": list(marks)})
    return GuardedSegmenter(Pipeline(nlp, "keen-1"))


def pieces(found: GuardedSegmenter, texts: Sequence[str]) -> list[list[str]]:
    cuts = found.split(texts)
    return [[text[a:b] for a, b in spans] for text, spans in zip(texts, cuts, strict=True)]


def test_where_the_rules_are_certain_the_model_is_not_heard() -> None:
    text = (
        "Hun sa: nei (ler) og gikk. Så – ja. Vi fikk f.eks. Kari. Det var [00.12.31] sent. Ikke\nnå"
    )
    certain = ["Hun sa: nei (ler) og gikk.", "Så – ja.", "Vi fikk f.eks. Kari."]
    wild = keen(":", "–", ")", "]", ".", "e")
    assert pieces(wild, [text]) == [[*certain, "Det var [00.12.31] sent.", "Ikke", "nå"]]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Det var ... Kari som kom.", 0),
        ("Det var … Kari som kom.", 0),
        ("Jeg vet ikke ... Hva mener du?", 17),
        ("Hun het G. Kari Lund.", 0),
        ("Hun snakket om G. Hele tiden.", 18),
        ("Klær, mat osv. Nå er det nok.", 15),
    ],
)
def test_a_capital_in_doubt_begins_a_sentence_unless_it_is_a_names(text: str, at: int) -> None:
    spans = next(keen("!", names=["Kari", "G."]).split([text, KNOWN]))
    assert spans == ([(0, len(text))] if not at else [(0, at - 1), (at, len(text))])


@pytest.mark.parametrize("text", ["Klær, mat osv. Kari kom.", "Han kom den 11. Kari kom."])
def test_a_name_after_a_short_form_begins_a_sentence_where_the_model_begins_one(text: str) -> None:
    here = text.index("Kari")
    for marks, starts in ((["osv.", "11."], [0, here]), (["!"], [0])):
        cuts = next(keen(*marks, names=["Kari"]).split([text, KNOWN]))
        assert [start for start, _ in cuts] == starts


def test_only_turns_in_doubt_are_given_to_the_model() -> None:
    found = keen(".", names=["Kari"])
    texts = [KNOWN, "Det var ... Kari. Hun kom ikke.", "Nei. Ja. Hvem?"]
    list(found.split(texts))
    assert found.pipeline.get_pipe("tagger").seen == texts[1:2]  # type: ignore[attr-defined]  # Names


def test_where_the_rules_doubt_nothing_the_sentences_are_theirs() -> None:
    texts = [KNOWN, "Jeg kom. (ler) Hun lo ikke. «Nei!» sa hun. Det var – vel – 3. mai. Ja."]
    assert list(keen("!").split(texts)) == list(segmenter("rules").split(texts))


@pytest.mark.parametrize(
    "texts",
    [
        ["Eg veit ikkje. Ho gjekk."],
        ["I do not know. They left."],
        ["jeg vet ikke. hun gikk. ble det mye? ja."],
    ],
)
def test_other_languages_and_speech_without_capitals_are_left_to_the_rules(
    texts: list[str],
) -> None:
    assert list(keen("!").split(texts)) == list(segmenter("rules").split(texts))


def test_a_turn_without_punctuation_is_one_sentence() -> None:
    text = "ja nei jeg vet ikke hva hun sa da hun kom hjem og så gikk vi bare"
    assert list(segmenter("bundled").split([text])) == [[(0, len(text))]]


def test_a_model_is_spared_endless_words() -> None:
    text = KNOWN + "(" * 5_000 + " ... Nei. Ja."
    (found,) = pieces(keen("."), [text])
    assert [piece[:3] for piece in found] == ["Jeg", "Nei", "Ja."]


def test_only_the_parts_that_are_needed_run() -> None:
    found = keen(".", teller="qda_test_spy")
    list(found.split([KNOWN + "Vel ... Nei."]))
    assert found.pipeline.get_pipe("qda_test_spy").seen == []  # type: ignore[attr-defined]  # Names


def test_the_name_says_pipeline_and_guard_with_their_versions() -> None:
    assert segmenter("bundled").name == "qda_nb-1.0.0+guard-2"


def test_blank_turns_have_no_sentences() -> None:
    assert list(segmenter("bundled").split([KNOWN, "", " \n "]))[1:] == [[], []]
