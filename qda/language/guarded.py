"""A model's sentences under a guard, for speech in Bokmål; the rules cut everything else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.language.choice import GUARD
from qda.language.guess import guess_language
from qda.language.sentences import (
    END,
    RuleSegmenter,
    Span,
    begins_in_lower_case,
    cut_after,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

    from qda.language.pipeline import Pipeline

_FINDS_SENTENCES = ("senter", "parser", "sentencizer")
_BEFORE_A_WORD = re.compile(r"[^\w\n]{0,40}")
_LONG_RUN = re.compile(r"\S{200,}")


class GuardedSegmenter:
    """A spaCy pipeline's sentences; a boundary needs one of ``. ! ? …`` or a line end before it.

    A model alone over-splits speech after a colon, before a dash and after ``(ler)``. It has
    learnt Bokmål with capitals: a document in another language, or one whose sentences begin in
    lower case, is cut by the rules.
    """

    note = ""

    def __init__(self, pipeline: Pipeline):
        self._nlp = pipeline.nlp
        self.name = f"{pipeline.name}+{GUARD}"
        finder = next(name for name in _FINDS_SENTENCES if name in self._nlp.pipe_names)
        needed = {"tok2vec", finder}
        self._spare = [name for name in self._nlp.pipe_names if name not in needed]

    def split(self, texts: Iterable[str]) -> Iterator[list[Span]]:
        """See `Segmenter.split`."""
        texts = list(texts)
        if guess_language(texts) != "nb" or begins_in_lower_case(texts):
            yield from RuleSegmenter().split(texts)
            return
        docs = self._nlp.pipe(map(_tokenizable, texts), disable=self._spare)
        for text, doc in zip(texts, docs, strict=True):
            yield cut_after(text, _ends(text, doc))


def _ends(text: str, doc: Doc) -> Iterator[int]:
    """The marks between which and the next word the model begins a sentence.

    It may begin one at a remark such as (ler), which goes with what was said before it.
    """
    starts = {sent.start_char for sent in doc.sents}
    for end in END.finditer(text):
        until = _BEFORE_A_WORD.match(text, end.end()).end()  # type: ignore[union-attr]  # matches ""
        if not starts.isdisjoint(range(end.end("mark"), until + 1)):
            yield end.end()


def _tokenizable(text: str) -> str:
    """The same length without endless words, which cost the tokenizer quadratic time."""
    return _LONG_RUN.sub(lambda found: "x" * len(found[0]), text)
