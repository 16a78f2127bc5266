"""The spaCy pipeline for Bokmål: which one, and the lemmas that it and simplemma give together.

spaCy's own ``nb_core_news_sm`` is preferred where it is installed; otherwise qda's bundled
pipeline runs, trained as ``training/README.md`` tells. Both are ordinary spaCy pipelines with the
same word classes and name labels, so the same code serves both.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from qda.errors import QdaError
from qda.language.choice import SPACYS_OWN, Choice, preferred

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

BUNDLED = Path(__file__).parent / "models" / "qda_nb"
INFLECTED = frozenset({"NOUN", "VERB", "ADJ"})
"""Word classes in which simplemma's word list is asked whether the trained lemma exists."""

_SCORES = {
    "sentences": "sents_f",
    "word classes": "pos_acc",
    "lemmas": "lemma_acc simplemma",
    "entities": "ents_f",
    "persons": "PER f",
}


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded pipeline.

    Attributes:
        nlp: The spaCy pipeline: sentences, word classes, features, lemmas and names.
        name: Its name and version, as in ``qda_nb-1.0.0``, kept with all that is computed from it.
    """

    nlp: Language
    name: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the bundled pipeline says of itself.

    Attributes:
        name: Its name and version.
        license: Of its weights.
        scores: The main ones on UD's test set, from 0 to 1, by what was measured.
    """

    name: str
    license: str
    scores: dict[str, float]


def bundled_facts() -> Facts:
    """Read them from the bundled folder, without spaCy."""
    meta = json.loads((BUNDLED / "meta.json").read_text(encoding="utf-8"))
    scores = {name: meta["performance"]["test"][key] for name, key in _SCORES.items()}
    return Facts(f"{meta['name']}-{meta['version']}", meta["license"], scores)


def load(choice: Choice = "auto") -> Pipeline:
    """Load a pipeline; the first call imports spaCy and takes a second or more.

    Args:
        choice: ``auto`` takes the bundled pipeline if the user prefers it, else spaCy's own where
            it is installed; so do ``rules``, which know sentences only.

    Raises:
        QdaError: The pipeline is not installed or cannot be loaded, or the settings cannot be read.
    """
    if choice == "auto" and preferred() == "bundled":
        choice = "bundled"
    return _load(source_of(choice))


def source_of(choice: Choice) -> str:
    """What spaCy is to load: the name of its own pipeline, or the bundled one's folder.

    Raises:
        QdaError: spaCy's own was asked for and is not installed.
    """
    if choice == SPACYS_OWN and not is_installed():
        raise QdaError(
            f"the pipeline {SPACYS_OWN} is not installed; run `qda language install`, or choose"
            " `bundled` or `rules`."
        )
    return SPACYS_OWN if choice != "bundled" and is_installed() else str(BUNDLED)


def is_installed() -> bool:
    """Whether spaCy's own pipeline can be imported."""
    return find_spec(SPACYS_OWN) is not None


@cache
def _load(source: str) -> Pipeline:
    own = source == str(BUNDLED)
    try:
        import spacy

        nlp = spacy.load(source)
    except (ImportError, OSError, ValueError) as error:
        name = BUNDLED.name if own else source
        why = " ".join(str(error).split())[:200]
        raise QdaError(
            f"the pipeline {name} cannot be loaded ({why}); sentences can be found by `rules`."
        ) from error
    nlp.max_length = 100_000_000  # the limit guards a parser's memory; turns are short
    _multiply_by_numpy(nlp)
    # The bundled folder is called by its whole name; spaCy's own splits the language off.
    name = nlp.meta["name"] if own else f"{nlp.meta['lang']}_{nlp.meta['name']}"
    return Pipeline(nlp, f"{name}-{nlp.meta['version']}")


def _multiply_by_numpy(nlp: Language) -> None:
    """Have numpy's library multiply matrices, not the slower one that comes with thinc.

    That takes two thirds of the time (`benchmarks/language.md`); where thinc has something of its
    own for a processor, as on a Mac, it stays. These matrices are small: where
    others compute too, two threads that wait for each other took twice as long as one.
    """
    from thinc.api import NumpyOps
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, user_api="blas")
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if model is not None else ():
            if type(node.ops) is NumpyOps:
                node.ops.use_blis = False


def lemmas(doc: Doc) -> list[str]:
    """One lemma a token, from the pipeline and simplemma's word list together.

    A noun, verb or adjective keeps the trained lemma if the list has it as a headword; otherwise
    the list's lemma is taken, if it knows the word. Together they are right more often than either
    alone (figures in ``training/README.md``). Punctuation is its own lemma in every pipeline.
    """
    return [_lemma(token) for token in doc]


def _lemma(token: Token) -> str:
    if token.pos_ == "PUNCT":
        return token.text
    if token.pos_ not in INFLECTED or _listed(token.lemma_) == token.lemma_:
        return token.lemma_
    return _listed(token.text) or token.lemma_


@cache
def _listed(word: str) -> str:
    """The lemma in simplemma's Bokmål list; empty if the word is not in it."""
    import simplemma

    return simplemma.lemmatize(word, lang="nb") if simplemma.is_known(word, lang="nb") else ""
