"""The spaCy pipeline for Bokmål: which one, and the lemmas that it and simplemma give together.

spaCy's own ``nb_core_news_sm`` is preferred where it is installed; otherwise qda's bundled
pipeline runs, trained as ``training/README.md`` tells. Both are ordinary spaCy pipelines with the
same word classes and name labels, so the same code serves both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qda.errors import QdaError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

Choice = Literal["auto", "nb_core_news_sm", "bundled"]

SPACYS_OWN = "nb_core_news_sm"
BUNDLED = Path(__file__).parent / "models" / "qda_nb"
INFLECTED = frozenset({"NOUN", "VERB", "ADJ"})
"""Word classes in which simplemma's word list is asked whether the trained lemma exists."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded pipeline.

    Attributes:
        nlp: The spaCy pipeline: sentences, word classes, features, lemmas and names.
        name: Its name and version, as in ``qda_nb-1.0.0``, kept with all that is computed from it.
    """

    nlp: Language
    name: str


def load(choice: Choice = "auto") -> Pipeline:
    """Load a pipeline; the first call imports spaCy and takes a second or more.

    Args:
        choice: ``auto`` takes spaCy's own pipeline if it is installed, else the bundled one.

    Raises:
        QdaError: ``nb_core_news_sm`` was asked for and is not installed.
    """
    installed = choice != "bundled" and find_spec(SPACYS_OWN) is not None
    if choice == SPACYS_OWN and not installed:
        raise QdaError(
            f"The pipeline {SPACYS_OWN} is not installed: run 'python -m spacy download "
            f"{SPACYS_OWN}', or choose 'bundled'."
        )
    return _load(SPACYS_OWN if installed else str(BUNDLED))


@cache
def _load(source: str) -> Pipeline:
    import spacy

    nlp = spacy.load(source)
    full_name = f"{nlp.meta['lang']}_{nlp.meta['name']}"
    # The bundled folder is called by its whole name; spaCy's own splits the language off.
    name = nlp.meta["name"] if source == str(BUNDLED) else full_name
    return Pipeline(nlp, f"{name}-{nlp.meta['version']}")


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
