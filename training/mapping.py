"""Map NDT's word classes and features to UD 2.16, learnt where both annotations exist: on dev.

Most labels map one to one; NDT's verb is VERB or AUX, prep ADP or ADV, det DET, PRON or NUM, adv
ADV or PART. An averaged perceptron per question decides from NDT's own labels and relations: one
for the word class, then one for each UD feature.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from training.treebank import Token, lemma_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from training.treebank import Row, Rows, Sentence

EPOCHS = 6
Clues = tuple[str, ...]


class Perceptron:
    """An averaged perceptron over sparse binary clues (Collins 2002)."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._weights: dict[str, dict[str, float]] = {}
        self._answers: dict[Clues, str] = {}

    def learn(self, examples: Sequence[tuple[Clues, str]]) -> None:
        """Learn the label of each tuple of clues."""
        self._weights = {clue: {} for clues, _ in examples for clue in clues}
        totals: dict[tuple[str, str], float] = defaultdict(float)
        order, step = list(examples), 0
        for _ in range(EPOCHS):
            self._random.shuffle(order)
            for clues, label in order:
                step += 1
                guess = self._best(clues)
                if guess != label:
                    self._nudge(clues, label, 1.0, step, totals)
                    self._nudge(clues, guess, -1.0, step, totals)
        for (clue, label), total in totals.items():
            self._weights[clue][label] -= total / step

    def _nudge(
        self, clues: Clues, label: str, by: float, step: int, totals: dict[tuple[str, str], float]
    ) -> None:
        for clue in clues:
            weights = self._weights[clue]
            weights[label] = weights.get(label, 0.0) + by
            totals[clue, label] += step * by

    def _best(self, clues: Clues) -> str:
        scores: dict[str, float] = defaultdict(float)
        for clue in clues:
            for label, weight in self._weights.get(clue, {}).items():
                scores[label] += weight
        return max(scores.items(), key=lambda item: (item[1], item[0]), default=("", ""))[0]

    def __call__(self, clues: Clues) -> str:
        """The label for a tuple of clues."""
        if clues not in self._answers:
            self._answers[clues] = self._best(clues)
        return self._answers[clues]


@dataclass(frozen=True, slots=True)
class Mapping:
    """What was learnt: the word class first, then each feature given the word class."""

    upos: Perceptron
    feats: dict[str, Perceptron]

    def __call__(self, rows: Rows) -> Sentence:
        """An NDT sentence with UD's labels."""
        return tuple(
            self._token(row, clues) for row, clues in zip(rows, _class_clues(rows), strict=True)
        )

    def _token(self, row: Row, clues: Clues) -> Token:
        upos = self.upos(clues)
        known = _feature_clues(row, upos)
        values = ((name, model(known)) for name, model in self.feats.items())
        feats = "|".join(f"{name}={value}" for name, value in values if value)
        return Token(row.form, lemma_of(row), upos, feats, row.entity)


def learn_mapping(ndt: Iterable[Rows], ud: Iterable[Rows], seed: int = 0) -> Mapping:
    """Learn UD's labels from sentences that both treebanks annotate, token for token."""
    ndt = list(ndt)
    targets = list(chain.from_iterable(ud))
    clues = [clue for rows in ndt for clue in _class_clues(rows)]
    upos = Perceptron(seed)
    upos.learn([(clue, row.tag) for clue, row in zip(clues, targets, strict=True)])
    pairs = list(zip(chain.from_iterable(ndt), targets, strict=True))
    known = [_feature_clues(row, target.tag) for row, target in pairs]
    values = [_values(target.feats) for _, target in pairs]
    feats: dict[str, Perceptron] = {}
    for name in sorted({name for value in values for name in value}, key=str.lower):
        feats[name] = Perceptron(seed)
        labels = [value.get(name, "") for value in values]
        feats[name].learn(list(zip(known, labels, strict=True)))
    return Mapping(upos, feats)


def _values(feats: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair)


def _class_clues(rows: Rows) -> list[Clues]:
    children: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        children[row.head].append(row)
    return [
        _clues_in_context(row, children[number], rows[row.head - 1] if row.head else None)
        for number, row in enumerate(rows, start=1)
    ]


def _clues_in_context(row: Row, children: list[Row], head: Row | None) -> Clues:
    tag, lemma = row.tag, row.lemma.lower()
    head_tag = head.tag if head else "root"
    below = {child.relation for child in children} or {"leaf"}
    return (
        tag,
        f"{tag} {row.feats}",
        f"{tag} {lemma}",
        f"{tag} {row.form.lower()}",
        f"{tag} > {row.relation}",
        f"{tag} {lemma} > {row.relation}",
        f"{tag} {lemma} > {row.relation} {head_tag}",
        f"{tag} {row.relation} > {head_tag} {head.lemma if head else ''}",
        *(f"{tag} has {atom}" for atom in row.feats.split("|")),
        *(f"{tag} < {relation}" for relation in sorted(below)),
        *(f"{tag} {lemma} < {relation}" for relation in sorted(below)),
        *(f"{tag} < {child.relation} {child.tag}" for child in children),
    )


def _feature_clues(row: Row, upos: str) -> Clues:
    lemma, form = row.lemma.lower(), row.form.lower()
    return (
        upos,
        f"{upos} {row.tag} {row.feats}",
        f"{upos} {lemma}",
        f"{upos} {form}",
        f"{upos} {row.feats} {form}",
        *(f"{upos} has {atom}" for atom in row.feats.split("|")),
    )
