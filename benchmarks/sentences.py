"""How often segmenters cut a turn of speech just as a reader did, on the turns marked by hand.

    python -m benchmarks.sentences [--misses NAME]

A row a kind of turn, a column a segmenter: the turns cut exactly as in `tests/language/turns.txt`.
The sentencizer is spaCy's, on a blank Norwegian pipeline. Each section is cut as one transcript.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qda.language.sentences import ModelSegmenter, RuleSegmenter, Segmenter, Span

TURNS = Path(__file__).parents[1] / "tests" / "language" / "turns.txt"
OTHER_LANGUAGES = frozenset({"nynorsk", "english"})


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn and its sentences as a reader marked them."""

    text: str
    sentences: tuple[str, ...]


def read_turns(path: Path = TURNS) -> dict[str, list[Turn]]:
    """The marked turns by section; what stands before the first section is for readers."""
    sections: dict[str, list[Turn]] = {}
    for section in re.split(r"(?m)^# ", path.read_text(encoding="utf-8"))[1:]:
        name, _, blocks = section.partition("\n")
        sections[name] = [_turn(block) for block in blocks.strip().split("\n\n")]
    return sections


def _turn(block: str) -> Turn:
    sentences = tuple(part.strip() for part in re.split(r"[|\n]", block))
    return Turn(re.sub(r" ?\|", "", block), sentences)


class Sentencizer:
    """What spaCy does without a model: it cuts after every `.`, `!` and `?`."""

    name = "sentencizer"

    def split(self, texts: Iterable[str]) -> Iterator[list[Span]]:
        """See `Segmenter.split`."""
        import spacy

        nlp = spacy.blank("nb")
        nlp.add_pipe("sentencizer")
        for doc in nlp.pipe(texts):
            yield [(sent.start_char, sent.end_char) for sent in doc.sents]


def misses(found: Segmenter, turns: list[Turn]) -> list[tuple[Turn, tuple[str, ...]]]:
    """The turns that are cut otherwise than marked, each with what came out."""
    cuts = found.split([turn.text for turn in turns])
    pieces = [
        tuple(filter(None, (turn.text[start:end].strip() for start, end in spans)))
        for turn, spans in zip(turns, cuts, strict=True)
    ]
    return [pair for pair in zip(turns, pieces, strict=True) if pair[0].sentences != pair[1]]
