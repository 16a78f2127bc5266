"""Score a pipeline with spaCy's own scorer on raw UD text.

    python -m training.score TREEBANK [--model FOLDER] [--part dev] [--json FILE]

Prints a table, and writes the figures to a file if asked.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.scorer import Scorer
from spacy.training import Example

from qda.language.pipeline import BUNDLED, lemmas
from training.examples import ud_examples
from training.treebank import read_ud

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language

MEASURES = (
    "token_acc",
    "sents_p",
    "sents_r",
    "sents_f",
    "pos_acc",
    "morph_acc",
    "lemma_acc",
    "ents_p",
    "ents_r",
    "ents_f",
)


def scores(nlp: Language, examples: Iterable[Example]) -> dict[str, float]:
    """The figures of `MEASURES` that the pipeline has, and ``PER f`` for each kind of name."""
    fresh = [Example(nlp.make_doc(one.text), one.reference) for one in examples]
    found = nlp.evaluate(fresh)
    named = found.get("ents_per_type") or {}
    return {
        **{name: float(found[name]) for name in MEASURES if found.get(name) is not None},
        **{f"{label} {key}": float(named[label][key]) for label in sorted(named) for key in "prf"},
    }


def combined_lemma_acc(nlp: Language, examples: Iterable[Example]) -> float:
    """The share of right lemmas with simplemma for known nouns, verbs and adjectives."""
    fresh = [Example(nlp(one.text), one.reference) for one in examples]
    for example in fresh:
        for token, lemma in zip(example.predicted, lemmas(example.predicted), strict=True):
            token.lemma_ = lemma
    return float(Scorer.score_token_attr(fresh, "lemma")["lemma_acc"])


def score_part(nlp: Language, folder: Path, part: str) -> dict[str, float]:
    """All figures on UD's dev or test text, in documents of ten sentences."""
    examples = ud_examples(nlp, read_ud(folder, "dev" if part == "dev" else "test"))
    return {**scores(nlp, examples), "lemma_acc simplemma": combined_lemma_acc(nlp, examples)}


def main() -> None:
    """Score from the command line."""
    parser = argparse.ArgumentParser(description="Score a Bokmål pipeline on UD.")
    parser.add_argument("treebank", type=Path, help="folder with ndt/, ud/ and ud216/")
    parser.add_argument("--model", type=Path, default=BUNDLED)
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    args = parser.parse_args()
    figures = score_part(spacy.load(args.model), args.treebank, args.part)
    for name, figure in figures.items():
        print(f"| {name} | {figure:.4f} |")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
