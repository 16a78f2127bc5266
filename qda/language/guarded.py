"""The rules with a model beside them, for speech in Bokmål: it answers where they are in doubt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.language.choice import GUARD
from qda.language.guess import guess_language
from qda.language.sentences import (
    Mark,
    RuleSegmenter,
    Span,
    begins_in_lower_case,
    cut_after,
    marks,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

    from qda.language.pipeline import Pipeline

_FINDS_SENTENCES = ("senter", "parser", "sentencizer")
_TELLS_NAMES = ("morphologizer", "tagger", "attribute_ruler")
_LONG_RUN = re.compile(r"\S{200,}")


class GuardedSegmenter:
    """The rules' sentences; a spaCy pipeline is asked where a capital leaves them in doubt.

    A model alone over-splits speech: after a colon, before a dash, after ``(ler)``, inside a pause.
    There the rules are certain. What they cannot know is whether the capital after ``...``, an
    initial, a number or an abbreviation begins a sentence or is a name's. Only turns with such a
    place are given to the model. It has learnt Bokmål with capitals: a document in another
    language, or one whose sentences begin in lower case, is cut by the rules.
    """

    def __init__(self, pipeline: Pipeline, note: str = ""):
        self.note = note
        self.pipeline = pipeline.nlp
        self.name = f"{pipeline.name}+{GUARD}"
        finder = next(name for name in _FINDS_SENTENCES if name in self.pipeline.pipe_names)
        needed = {"tok2vec", finder, *_TELLS_NAMES}
        self._spare = [name for name in self.pipeline.pipe_names if name not in needed]

    def split(self, texts: Iterable[str]) -> Iterator[list[Span]]:
        """See `Segmenter.split`."""
        texts = list(texts)
        if guess_language(texts) != "nb" or begins_in_lower_case(texts):
            yield from RuleSegmenter().split(texts)
            return
        found = [list(marks(text, lower=False)) for text in texts]
        unsure = [any(mark.doubt for mark in each) for each in found]
        asked = (_tokenizable(text) for text, asks in zip(texts, unsure, strict=True) if asks)
        docs = self.pipeline.pipe(asked, disable=self._spare)
        for text, each, asks in zip(texts, found, unsure, strict=True):
            yield cut_after(text, _ends(each, next(docs) if asks else None))


def _ends(found: Iterable[Mark], doc: Doc | None) -> Iterator[int]:
    """Where sentences end: as the rules say, and where they doubt as the model does."""
    for mark in found:
        if _begins_anew(mark, doc) if doc is not None and mark.doubt else mark.ends:
            yield mark.end


def _begins_anew(mark: Mark, doc: Doc) -> bool:
    """Does a sentence begin with the capital after this mark?

    A capital that is no name's does. A name after a pause is what the speaker was looking for,
    ``det var ... Kari``; elsewhere it begins a sentence where the model begins one.
    """
    until = next(token.i for token in doc if token.idx + len(token) > mark.next_word)
    if doc[until].pos_ != "PROPN":
        return True
    between = (token for token in doc[: until + 1] if token.idx > mark.dot)
    return mark.doubt != "pause" and any(token.is_sent_start for token in between)


def _tokenizable(text: str) -> str:
    """The same length without endless words, which cost the tokenizer quadratic time."""
    return _LONG_RUN.sub(lambda found: "x" * len(found[0]), text)
