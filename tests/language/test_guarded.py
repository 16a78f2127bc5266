"""A model's sentences under the guard."""

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


def keen(*marks: str) -> GuardedSegmenter:
    """A pipeline that ends a sentence at each of these marks."""
    nlp = spacy.blank("nb")
    nlp.add_pipe("sentencizer", config={"punct_chars": list(marks)})
    return GuardedSegmenter(Pipeline(nlp, "keen-1"))


def pieces(found: GuardedSegmenter, texts: Sequence[str]) -> list[list[str]]:
    cuts = found.split(texts)
    return [[text[a:b] for a, b in spans] for text, spans in zip(texts, cuts, strict=True)]


def test_a_boundary_stands_only_after_a_mark_or_at_a_line_end() -> None:
    text = "Hun sa: nei (ler) og gikk. Så – ja. Bare\nikke"
    found = pieces(keen(".", ":", "–", ")"), [text])
    assert found == [["Hun sa: nei (ler) og gikk.", "Så – ja.", "Bare", "ikke"]]


@pytest.mark.parametrize("text", ["Jeg gikk kl. [00:12:31] hjem.", "Jeg tror (00.12.31) ikke det."])
def test_no_boundary_stands_inside_a_time_stamp(text: str) -> None:
    assert pieces(keen(".", ":", "["), [text])[0][-1].endswith(text[-5:])
    assert all(piece.count("[") == piece.count("]") for piece in pieces(keen(":"), [text])[0])


def test_a_remark_goes_with_what_was_said_before_it() -> None:
    found = pieces(keen("."), ["Jeg lo bare. (ler) Hun lo ikke."])
    assert found == [["Jeg lo bare. (ler)", "Hun lo ikke."]]


def test_where_the_model_sees_no_end_none_is_made() -> None:
    assert pieces(keen("!"), ["Jeg kom. Hun gikk ikke."]) == [["Jeg kom. Hun gikk ikke."]]


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
    text = KNOWN + "(" * 5_000 + " Nei. Ja."
    (found,) = pieces(keen("."), [text])
    assert [piece[:3] for piece in found] == ["Jeg", "(((", "Ja."]


def test_only_the_parts_that_find_sentences_run() -> None:
    nlp = spacy.blank("nb")
    nlp.add_pipe("sentencizer")
    seen: list[str] = []

    @Language.component("qda_test_spy")
    def spy(doc: Doc) -> Doc:
        seen.append(doc.text)
        return doc

    nlp.add_pipe("qda_test_spy")
    list(GuardedSegmenter(Pipeline(nlp, "spied-1")).split([KNOWN]))
    assert seen == []


def test_the_name_says_pipeline_and_guard_with_their_versions() -> None:
    assert segmenter("bundled").name == "qda_nb-1.0.0+guard-1"


def test_blank_turns_have_no_sentences() -> None:
    assert list(segmenter("bundled").split([KNOWN, "", " \n "]))[1:] == [[], []]
