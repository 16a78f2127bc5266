"""How often segmenters cut a turn of speech just as a reader did, on the turns marked by hand.

    python -m benchmarks.sentences [--misses CHOICE | --treebank FOLDER]

A row a kind of turn, a column a segmenter: the turns cut exactly as in `tests/language/turns.txt`,
and below as in `turns_blind.txt`, which was marked before and kept aside while the guard was made.
With the folder that `training` takes: sents_f on UD's written text.
The sentencizer is spaCy's, on a blank Norwegian pipeline. Each section is cut as one transcript.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import spacy

from qda.language.choice import SPACYS_OWN, Choice
from qda.language.pipeline import is_installed
from qda.language.sentences import Segmenter, Span, segmenter
from training.examples import ud_examples
from training.treebank import read_ud

TURNS = Path(__file__).parents[1] / "tests" / "language" / "turns.txt"
BLIND = TURNS.with_name("turns_blind.txt")
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
    note = ""

    def split(self, texts: Iterable[str]) -> Iterator[list[Span]]:
        """See `Segmenter.split`."""
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


def segmenters() -> dict[str, Segmenter]:
    """What is measured, by the name of the choice."""
    names: tuple[Choice, ...] = ("rules", "bundled")
    if is_installed():
        names += (SPACYS_OWN,)
    found: dict[str, Segmenter] = {"sentencizer": Sentencizer()}
    return found | {name: segmenter(name) for name in names}


def count_exact(found: Segmenter, path: Path = TURNS) -> dict[str, int]:
    """The turns cut exactly as marked, by section."""
    return {
        name: len(turns) - len(misses(found, turns)) for name, turns in read_turns(path).items()
    }


def main() -> None:
    """Print the table, or what one segmenter cuts otherwise."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", metavar="CHOICE", help="show where this one differs")
    parser.add_argument("--treebank", type=Path, help="score written Bokmål of this folder instead")
    args = parser.parse_args()
    wanted, known = args.misses, segmenters()
    if args.treebank is not None:
        print("\n".join(written(known.values(), args.treebank)))
    elif wanted is None:
        print("\n".join((*table(known), "", *table(known, BLIND))))
    elif wanted not in known:
        parser.error(f"one of {', '.join(known)}")
    else:
        print("\n".join(chain(shown(known[wanted], TURNS), shown(known[wanted], BLIND))))


def shown(found: Segmenter, path: Path) -> Iterator[str]:
    """Lines that show where a segmenter differs from what is marked."""
    for section, turns in read_turns(path).items():
        for turn, pieces in misses(found, turns):
            yield f"{section}\n  marked {' | '.join(turn.sentences)}\n  cut    {' | '.join(pieces)}"


def table(known: dict[str, Segmenter], path: Path = TURNS) -> Iterator[str]:
    """The table's lines, in Markdown."""
    exact = {each.name: count_exact(each, path) for each in known.values()}
    sizes = {name: len(turns) for name, turns in read_turns(path).items()}
    yield f"| turns of speech | number | {' | '.join(exact)} |"
    yield f"| --- | ---: |{' ---: |' * len(exact)}"
    for section, size in sizes.items():
        yield _row(section, size, (count[section] for count in exact.values()))
    bokmaal = sizes.keys() - OTHER_LANGUAGES
    size = sum(sizes[section] for section in bokmaal)
    sums = [sum(count[section] for section in bokmaal) for count in exact.values()]
    yield _row("all in Bokmål", size, sums)
    yield _row("all in Bokmål, %", "", (f"{100 * each / size:.1f}" for each in sums))


def written(known: Iterable[Segmenter], treebank: Path) -> Iterator[str]:
    """A line a segmenter and part: sents_f on raw UD text, in documents of ten sentences."""
    for part in ("dev", "test"):
        examples = ud_examples(spacy.blank("nb"), read_ud(treebank, part))
        for each in known:
            hits = wrong = missed = 0
            for example in examples:
                marked = {(one.start_char, one.end_char) for one in example.reference.sents}
                found = set(next(each.split([example.text])))
                hits += len(marked & found)
                wrong += len(found - marked)
                missed += len(marked - found)
            yield f"{part:5} {each.name:22} {2 * hits / (2 * hits + wrong + missed):.4f}"


def _row(name: str, size: object, cells: Iterable[object]) -> str:
    return f"| {name} | {size} | {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main()
