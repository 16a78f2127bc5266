"""Train qda's Bokmål pipeline from the treebank folder.

    python -m training.train TREEBANK WORK [--tag-steps N] [--name-steps N] [--seed N]

Two halves are trained one after the other from scratch: names (their own embedding, Bokmål and
Nynorsk), then word classes, sentences and lemmas (one shared embedding, Bokmål; Nynorsk only for
where sentences begin). Each keeps the weights that do best on dev, in ``WORK/names`` and
``WORK/tags``; `training.assemble` joins them.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.util import load_config, load_model_from_config, registry
from thinc.api import fix_random_seed

from training.augment import Names
from training.examples import Corpus, boundaries_only, ud_examples, without_rare_lemmas
from training.mapping import learn_mapping
from training.score import scores
from training.treebank import read_ndt, read_nynorsk, read_ud, without_shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.training import Example
    from thinc.api import Optimizer

    from training.treebank import Rows, Sentence

CONFIG = Path(__file__).with_name("config.cfg")
NAMES = ("ner",)
TAGS = ("tok2vec", "morphologizer", "senter", "trainable_lemmatizer")
NAMES_COUNT = ("ents_f", "PER f")
TAGS_COUNT = ("pos_acc", "morph_acc", "lemma_acc", "sents_f")
FIRST_BATCH, LARGEST_BATCH, GROWTH = 200, 1000, 1.002  # in tokens; GROWTH per step


@dataclass(frozen=True, slots=True)
class Plan:
    """How one half is trained.

    Attributes:
        pipes: Its components.
        counts: The figures on dev whose mean decides which weights are kept.
        every: Steps between two looks at dev.
    """

    pipes: tuple[str, ...]
    counts: tuple[str, ...]
    dropout: float
    steps: int
    every: int
    config: Path
    seed: int


@dataclass(slots=True)
class Best:
    """The best weights on dev so far, in a folder."""

    folder: Path
    counts: tuple[str, ...]
    examples: list[Example]
    score: float = 0.0

    def look(self, nlp: Language, step: int) -> str:
        """Score the pipeline on dev, keep it if it is the best yet, and say how it did."""
        found = scores(nlp, self.examples)
        score = sum(found[name] for name in self.counts) / len(self.counts)
        if score > self.score:
            self.score = score
            self.folder.mkdir(parents=True, exist_ok=True)
            nlp.to_disk(self.folder)
            chosen = {"step": step, **{name: found[name] for name in self.counts}}
            (self.folder / "chosen.json").write_text(json.dumps(chosen), encoding="utf-8")
        return f"{score:.4f} " + " ".join(f"{name} {found[name]:.4f}" for name in self.counts)


def load_sentences(folder: Path) -> tuple[list[Sentence], list[Sentence]]:
    """Training sentences with UD's labels, and Nynorsk ones (for names and sentences)."""
    dev, test = read_ud(folder, "dev"), read_ud(folder, "test")
    mapping = learn_mapping(read_ndt(folder, "dev"), dev)
    train = without_shared(read_ndt(folder, "train"), [*dev, *test])
    return [mapping(rows) for rows in train], [mapping(rows) for rows in read_nynorsk(folder)]


def new_pipeline(plan: Plan) -> tuple[Language, Optimizer]:
    """An untrained pipeline of the plan's components, and its optimizer."""
    config = load_config(plan.config)
    config["nlp"]["pipeline"] = list(plan.pipes)
    config["components"] = {name: config["components"][name] for name in plan.pipes}
    training = registry.resolve(config.pop("training"))
    return load_model_from_config(config, auto_fill=True), training["optimizer"]


def batches(nlp: Language, corpus: Corpus, rng: random.Random) -> Iterator[list[Example]]:
    """Batches without end, growing in tokens; each pass cuts and changes the texts anew."""
    size = float(FIRST_BATCH)
    batch: list[Example] = []
    while True:
        for example in corpus.epoch(nlp, rng):
            batch.append(example)
            if sum(len(one.predicted) for one in batch) >= size:
                yield batch
                batch, size = [], min(size * GROWTH, LARGEST_BATCH)


def train_half(plan: Plan, corpus: Corpus, dev: list[Rows], folder: Path) -> None:
    """Train the components of a plan and keep the best weights on dev in a folder."""
    fix_random_seed(plan.seed)
    nlp, optimizer = new_pipeline(plan)
    first = corpus.plain(nlp)
    nlp.initialize(lambda: first, sgd=optimizer)
    best = Best(folder, plan.counts, ud_examples(nlp, dev))
    started = time.monotonic()
    for step, batch in enumerate(batches(nlp, corpus, random.Random(plan.seed)), start=1):
        nlp.update(batch, drop=plan.dropout, sgd=optimizer)
        if step % plan.every == 0 or step == plan.steps:
            with nlp.use_params(optimizer.averages):
                report = best.look(nlp, step)
            print(f"step {step} {time.monotonic() - started:.0f} s: {report}", flush=True)
        if step == plan.steps:
            return


def main() -> None:
    """Train the halves from the command line."""
    args = _arguments()
    train, nynorsk = load_sentences(args.treebank)
    names, dev = Names.of(train), read_ud(args.treebank, "dev")
    rest = (args.every, args.config, args.seed)
    if args.name_steps:
        plan = Plan(NAMES, NAMES_COUNT, args.name_dropout, args.name_steps, *rest)
        train_half(plan, Corpus(train + nynorsk, names, args.spoken), dev, args.work / "names")
    if args.tag_steps:
        plan = Plan(TAGS, TAGS_COUNT, args.tag_dropout, args.tag_steps, *rest)
        learnt = without_rare_lemmas(train, at_least=_min_tree_freq(args.config))
        learnt += map(boundaries_only, nynorsk)
        train_half(plan, Corpus(learnt, names, args.spoken), dev, args.work / "tags")


def _min_tree_freq(config: Path) -> int:
    return int(load_config(config)["components"]["trainable_lemmatizer"]["min_tree_freq"])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train qda's Bokmål pipeline.")
    parser.add_argument("treebank", type=Path, help="folder with ndt/, ud/ and ud216/")
    parser.add_argument("work", type=Path, help="folder for the weights of both halves")
    parser.add_argument("--name-steps", type=int, default=4000)
    parser.add_argument("--tag-steps", type=int, default=6000)
    parser.add_argument("--name-dropout", type=float, default=0.1)
    parser.add_argument("--tag-dropout", type=float, default=0.2)
    parser.add_argument("--spoken", type=float, default=0.3, help="share of speech-like documents")
    parser.add_argument("--every", type=int, default=500, help="steps between looks at dev")
    parser.add_argument("--config", type=Path, default=CONFIG, help="sizes and settings")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
