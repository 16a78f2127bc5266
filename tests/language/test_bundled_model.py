"""The bundled pipeline, on sentences of our own: what a user would notice if it were broken."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from qda.errors import QdaError
from qda.language import pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc

INTERVIEW = (
    "Kari Nordmann flyttet fra Bergen til Oslo i fjor. Hun jobbet som lærer på en liten skole. "
    "Læreren leste bøkene høyt for elevene! Hvorfor gikk de hjem?"
)


@pytest.fixture(scope="module")
def doc() -> Doc:
    return pipeline.load("bundled").nlp(INTERVIEW)


def tag_of(doc: Doc, form: str) -> str:
    return next(token.pos_ for token in doc if token.text == form)


def lemma_of(doc: Doc, form: str) -> str:
    forms = [token.text for token in doc]
    return pipeline.lemmas(doc)[forms.index(form)]


def test_it_finds_the_four_sentences(doc: Doc) -> None:
    assert [sentence.text.split()[0] for sentence in doc.sents] == [
        "Kari",
        "Hun",
        "Læreren",
        "Hvorfor",
    ]


def test_it_says_the_same_whichever_library_multiplies(doc: Doc) -> None:
    import spacy

    def said(doc: Doc) -> list[tuple[object, ...]]:
        return [(one.pos_, one.ent_type_, one.is_sent_start, one.lemma_) for one in doc]

    assert said(doc) == said(spacy.load(pipeline.BUNDLED)(INTERVIEW))


def test_one_thread_does_its_work(doc: Doc) -> None:
    from threadpoolctl import threadpool_info

    assert len(doc)
    assert {lib["num_threads"] for lib in threadpool_info() if lib["user_api"] == "blas"} <= {1}


@pytest.mark.parametrize(
    ("form", "tag"),
    [
        ("Kari", "PROPN"),
        ("flyttet", "VERB"),
        ("fra", "ADP"),
        ("Hun", "PRON"),
        ("liten", "ADJ"),
        ("bøkene", "NOUN"),
        ("!", "PUNCT"),
    ],
)
def test_it_tells_word_classes(doc: Doc, form: str, tag: str) -> None:
    assert tag_of(doc, form) == tag


def test_it_gives_features_of_nouns_and_verbs(doc: Doc) -> None:
    features = {token.text: token.morph.to_dict() for token in doc}
    assert features["bøkene"].items() >= {"Number": "Plur", "Definite": "Def"}.items()
    assert features["leste"]["Tense"] == "Past"


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("bøkene", "bok"), ("gikk", "gå"), ("Læreren", "lærer"), ("liten", "liten"), ("!", "!")],
)
def test_it_gives_the_word_that_a_dictionary_lists(doc: Doc, form: str, lemma: str) -> None:
    assert lemma_of(doc, form) == lemma


def test_it_finds_persons_and_places(doc: Doc) -> None:
    names = {entity.text: entity.label_ for entity in doc.ents}
    assert names["Kari Nordmann"] == "PER"
    assert {names.get("Bergen"), names.get("Oslo")} == {"GPE_LOC"}


def test_it_sees_no_names_where_there_are_none() -> None:
    assert not pipeline.load("bundled").nlp("Vi spiste frokost og gikk en tur i skogen.").ents


def test_a_verb_that_simplemma_does_not_list_keeps_the_trained_lemma() -> None:
    doc = pipeline.load("bundled").nlp("Vi gronglet hele dagen.")
    assert pipeline.lemmas(doc)[1] == doc[1].lemma_


def test_a_text_without_words_gives_no_lemmas() -> None:
    assert pipeline.lemmas(pipeline.load("bundled").nlp("")) == []


def test_the_pipeline_says_its_name_version_licence_and_scores() -> None:
    meta = json.loads((pipeline.BUNDLED / "meta.json").read_text(encoding="utf-8"))
    assert pipeline.load("bundled").name == f"qda_nb-{meta['version']}"
    assert meta["license"] == "CC0-1.0"
    assert set(meta["performance"]) == {"dev", "test"}


def test_the_weights_stay_under_16_megabytes() -> None:
    sizes = [path.stat().st_size for path in pipeline.BUNDLED.rglob("*") if path.is_file()]
    assert 1_000_000 < sum(sizes) < 16_000_000


def test_without_spacys_own_the_bundled_pipeline_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "find_spec", lambda name: None)
    assert pipeline.load("auto").name.startswith("qda_nb-")


def test_asking_for_spacys_own_where_it_is_missing_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipeline, "find_spec", lambda name: None)
    with pytest.raises(QdaError, match="qda language install"):
        pipeline.load("nb_core_news_sm")


def test_importing_the_module_does_not_import_spacy() -> None:
    code = "import sys, qda.language.pipeline; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
