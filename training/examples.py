"""Turn labelled sentences into spaCy's examples: documents of a few sentences, as raw text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.training import Example

from training.augment import Names, as_transcript
from training.spacing import spaces
from training.treebank import Token, gold, spaces_of_ud

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from spacy.language import Language

    from training.treebank import Rows, Sentence

T = TypeVar("T")

LONGEST = 12
SCORED = 10


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentences in the order of their texts, cut into documents anew at every pass.

    Attributes:
        spoken: The share of documents that is made to look like a transcript.
    """

    sentences: list[Sentence]
    names: Names
    spoken: float

    def epoch(self, nlp: Language, rng: Random) -> list[Example]:
        """One pass over all sentences, in shuffled documents of 1 to 12."""
        groups = list(self._groups(rng))
        rng.shuffle(groups)
        return [self._example(nlp, group, rng) for group in groups]

    def _groups(self, rng: Random) -> Iterator[list[Sentence]]:
        start = 0
        while start < len(self.sentences):
            size = rng.randint(1, LONGEST)
            yield self.sentences[start : start + size]
            start += size

    def _example(self, nlp: Language, group: list[Sentence], rng: Random) -> Example:
        if rng.random() < self.spoken:
            group = as_transcript(group, self.names, rng)
        return _as_example(nlp, group, [spaces([t.form for t in sentence]) for sentence in group])

    def plain(self, nlp: Language) -> list[Example]:
        """All sentences once, unchanged: what the labels are read from."""
        return [
            _as_example(nlp, group, [spaces([t.form for t in s]) for s in group])
            for group in _tens(self.sentences)
        ]


def ud_examples(nlp: Language, sentences: Sequence[Rows]) -> list[Example]:
    """UD's raw text in documents of ten sentences, to score on (as spaCy scores its own)."""
    return [
        _as_example(nlp, [gold(rows) for rows in group], [spaces_of_ud(rows) for rows in group])
        for group in _tens(sentences)
    ]


def _tens(items: Sequence[T]) -> Iterator[list[T]]:
    return (list(items[i : i + SCORED]) for i in range(0, len(items), SCORED))


def _as_example(nlp: Language, group: list[Sentence], spaced: list[list[bool]]) -> Example:
    tokens = list(chain.from_iterable(group))
    reference = Doc(
        nlp.vocab,
        words=[token.form for token in tokens],
        spaces=list(chain.from_iterable(spaced)),
        pos=[token.upos for token in tokens],
        morphs=[token.feats for token in tokens],
        lemmas=[token.lemma for token in tokens],
        ents=[token.entity for token in tokens],
        sent_starts=list(chain.from_iterable([True, *[False] * (len(s) - 1)] for s in group)),
    )
    for token, label in zip(reference, tokens, strict=True):
        if not label.upos:
            # Unknown, where an empty string would say "no features". (spaCy's stubs lack it.)
            token.set_morph(None)  # type: ignore[attr-defined]
    return Example(nlp.make_doc(reference.text), reference)


def boundaries_only(sentence: Sentence) -> Sentence:
    """Leave only the labels of punctuation: the sentence teaches where it begins and ends."""
    return tuple(
        token if token.upos == "PUNCT" else replace(token, lemma="", upos="", feats="")
        for token in sentence
    )


def without_rare_lemmas(sentences: list[Sentence], at_least: int) -> list[Sentence]:
    """Blank the lemmas whose way from form to lemma is too rare to be a label.

    spaCy's lemmatizer would otherwise learn them as its first label (``tree2label.get(.., 0)``).
    """
    trees = EditTrees(StringStore())
    lemmas = {(t.form, t.lemma) for sentence in sentences for t in sentence if t.lemma}
    tree_of = {pair: trees.add(*pair) for pair in lemmas}
    count = Counter(tree_of.get((t.form, t.lemma)) for sentence in sentences for t in sentence)

    def kept(token: Token) -> Token:
        common = count[tree_of.get((token.form, token.lemma))] >= at_least
        return token if common else replace(token, lemma="")

    return [tuple(map(kept, sentence)) for sentence in sentences]
