"""Join both trained halves into the pipeline that is shipped, with its name, licence and scores.

    python -m training.assemble TREEBANK WORK OUT --version 1.0.0 [--test]

Without ``--test`` only dev is scored: test is scored once, when the weights are final.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

import spacy
from spacy.pipeline.edit_tree_lemmatizer import EditTreeLemmatizer

from training.score import score_part

if TYPE_CHECKING:
    from spacy.language import Language

HALVES = ("names", "tags")
DESCRIPTION = "Bokmål for interview transcripts: sentences, word classes, features, lemmas, names."
LICENSE = "CC0-1.0"
NOTES = (
    "Trained on the annotations of the Norwegian Dependency Treebank and NorNE (CC0 1.0, National "
    "Library of Norway and the NorNE project). The mapping of labels to Universal Dependencies "
    "was learnt on the dev part of UD Norwegian Bokmaal 2.16 (CC BY-SA 4.0). The treebank's texts "
    "belong to their publishers and are not included."
)
SOURCES = (
    {
        "name": "Norwegian Dependency Treebank",
        "author": "National Library of Norway",
        "license": "CC0 1.0 (annotations)",
        "url": "https://www.nb.no/sprakbanken/ressurskatalog/oai-nb-no-sbr-10/",
    },
    {
        "name": "NorNE",
        "author": "Fredrik Jørgensen et al.",
        "license": "CC0 1.0 (annotations)",
        "url": "https://github.com/ltgoslo/norne",
    },
    {
        "name": "UD Norwegian Bokmaal 2.16",
        "author": "Lilja Øvrelid et al.",
        "license": "CC BY-SA 4.0 (used to map labels and to score)",
        "url": "https://github.com/UniversalDependencies/UD_Norwegian-Bokmaal",
    },
)


def join(work: Path) -> Language:
    """The pipeline of both halves, names first."""
    nlp = spacy.load(work / "tags")
    nlp.add_pipe("ner", source=spacy.load(work / "names"), first=True)
    return nlp


def needed_strings(nlp: Language) -> list[str]:
    """The strings that labels and edit trees refer to: the rest were only seen in training."""
    lemmatizer = cast(EditTreeLemmatizer, nlp.get_pipe("trainable_lemmatizer"))
    trees = [lemmatizer.trees[i] for i in range(len(lemmatizer.trees))]
    texts = {
        nlp.vocab.strings[tree[key]] for tree in trees for key in ("orig", "subst") if key in tree
    }
    labels = {label for name in ("ner", "morphologizer") for label in nlp.pipe_labels[name]}
    return sorted(texts | labels)


def save(nlp: Language, out: Path) -> None:
    """Write the pipeline, without the strings of the training texts."""
    out.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(out)
    strings = out / "vocab" / "strings.json"
    strings.write_text(json.dumps(needed_strings(nlp), ensure_ascii=False), encoding="utf-8")


def describe(nlp: Language, version: str, work: Path, performance: dict[str, object]) -> None:
    """Fill in what ``meta.json`` says of the pipeline."""
    nlp.meta.update(
        name="qda_nb",
        version=version,
        description=DESCRIPTION,
        author="The qda developers",
        license=LICENSE,
        spacy_version=">=3.8.7,<3.9.0",
        notes=NOTES,
        sources=list(SOURCES),
        performance=performance,
        training={half: json.loads((work / half / "chosen.json").read_text()) for half in HALVES},
    )


def main() -> None:
    """Assemble, save, reload and score from the command line."""
    parser = argparse.ArgumentParser(description="Assemble the bundled pipeline.")
    parser.add_argument("treebank", type=Path, help="folder with ndt/, ud/ and ud216/")
    parser.add_argument("work", type=Path, help="folder that training wrote")
    parser.add_argument("out", type=Path, help="folder for the pipeline")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--test", action="store_true", help="score test too")
    args = parser.parse_args()
    nlp = join(args.work)
    save(nlp, args.out)
    saved = spacy.load(args.out)
    parts = ("dev", "test") if args.test else ("dev",)
    figures = {part: score_part(saved, args.treebank, part) for part in parts}
    describe(nlp, args.version, args.work, {part: _rounded(figures[part]) for part in parts})
    save(nlp, args.out)
    size = sum(path.stat().st_size for path in args.out.rglob("*") if path.is_file())
    print(json.dumps(nlp.meta["performance"], indent=2), f"{size / 1e6:.2f} MB", sep="\n")


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(figure, 4) for name, figure in figures.items()}


if __name__ == "__main__":
    main()
