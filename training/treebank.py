"""Read the Norwegian Dependency Treebank (NDT) and its Universal Dependencies (UD) edition.

The folder given holds ``ndt/nob`` and ``ndt/nno`` (CoNLL, with ``name=`` labels), ``ud/nob``
(NorNE's UD edition: names) and ``ud216`` (UD 2.16: word classes, features, lemmas). NDT's
training part gives the training data; UD's dev and test give the figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Part = Literal["train", "dev", "test"]

FIRST_DEV = (
    "ap012_0003 bt005_0002 db013_0005 kk006_0001 sp-bm002_0000 vg002_0004 "
    "blogg-bm003_0001 nou004_0001 st005_0001"
)
FIRST_TEST = (
    "ap014_0003 bt005_0006 db014_0003 kk007_0001 sp-bm003_0000 vg002_0005 "
    "blogg-bm003_0003 nou004_0002 st005_0003"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a CoNLL file: a token as annotated, before any mapping.

    Attributes:
        head: Number of the governing token in the sentence, from 1; 0 is the root.
        misc: The last column (names; in UD also ``SpaceAfter=No``).
    """

    form: str
    lemma: str
    tag: str
    feats: str
    head: int
    relation: str
    misc: str

    @property
    def entity(self) -> str:
        """The name label as B-PER, I-PER or O; O where there is none."""
        found = re.search(r"name=([^|]+)", self.misc)
        return found.group(1) if found else "O"


@dataclass(frozen=True, slots=True)
class Token:
    """A token with the labels that the pipeline learns; an empty lemma is not learnt from."""

    form: str
    lemma: str
    upos: str
    feats: str
    entity: str


Rows = tuple[Row, ...]
Sentence = tuple[Token, ...]


def read_rows(path: Path) -> list[Rows]:
    """Read a CoNLL or CoNLL-U file as sentences, without NDT's ``|`` (a line end, no word)."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [rows for block in blocks if (rows := tuple(_rows_of(block.splitlines())))]


def _rows_of(lines: Iterable[str]) -> Iterator[Row]:
    tokens = [line.split("\t") for line in lines if line and not line.startswith("#")]
    numbers = count(1)
    renumbered = {int(t[0]): next(numbers) for t in tokens if t[1] != "|"} | {0: 0}
    for _, form, lemma, tag, xpos_or_tag, feats, *rest in map(_as_ud, tokens):
        if form != "|":
            tag = tag if tag != "_" else xpos_or_tag
            head, relation, _, misc = rest
            yield Row(form, lemma, tag, feats, renumbered.get(int(head), 0), relation, misc)


def _as_ud(columns: list[str]) -> list[str]:
    """NDT has nine columns (no second word class), UD ten: give both UD's."""
    return columns if len(columns) == 10 else [*columns[:4], columns[3], *columns[4:]]


def ndt_files(folder: Path, part: Part) -> list[Path]:
    """The Bokmål files of one part: ranges per source, as UD's README lists them."""
    starts = {_source(dev): (dev, test) for dev, test in zip(*_firsts(), strict=True)}

    def part_of(path: Path) -> Part:
        dev, test = starts[_source(path.stem)]
        return "train" if path.stem < dev else "dev" if path.stem < test else "test"

    return [path for path in sorted((folder / "ndt/nob").glob("*.conll")) if part_of(path) == part]


def _firsts() -> tuple[list[str], list[str]]:
    return FIRST_DEV.split(), FIRST_TEST.split()


def _source(stem: str) -> str:
    return re.split(r"\d", stem, maxsplit=1)[0]


def read_ndt(folder: Path, part: Part) -> list[Rows]:
    """All Bokmål sentences of a part, in the order of the files."""
    return [rows for path in ndt_files(folder, part) for rows in read_rows(path)]


def read_nynorsk(folder: Path) -> list[Rows]:
    """All Nynorsk sentences: names look alike in both standards, so NER learns from them too."""
    return [
        rows for path in sorted((folder / "ndt/nno").glob("*.conll")) for rows in read_rows(path)
    ]


def read_ud(folder: Path, part: Literal["dev", "test"]) -> list[Rows]:
    """UD 2.16 of a part, with NorNE's names carried over token by token."""
    norne = read_rows(folder / f"ud/nob/no_bokmaal-ud-{part}.conllu")
    named = (row for rows in norne for row in rows)
    return [
        tuple(_with_name(row, next(named)) for row in rows)
        for rows in read_rows(folder / f"ud216/no_bokmaal-ud-{part}.conllu")
    ]


def _with_name(row: Row, named: Row) -> Row:
    if row.form != named.form:
        raise ValueError(f"The two editions differ at {row.form!r} and {named.form!r}.")
    misc = f"{row.misc}|name={named.entity}"
    return Row(row.form, row.lemma, row.tag, row.feats, row.head, row.relation, misc)


def lemma_of(row: Row) -> str:
    """The lemma to learn and to score: UD's, but punctuation and *det* are their own lemma.

    UD writes ``$.`` for a full stop and (from 2.16) *den* for *det*; neither helps a reader.
    """
    if row.lemma.startswith("$"):
        return row.form
    return "det" if row.form.lower() == "det" else row.lemma


def gold(rows: Rows) -> Sentence:
    """A UD sentence with the labels as the pipeline gives them."""
    return tuple(
        Token(row.form, lemma_of(row), row.tag, row.feats.replace("_", ""), row.entity)
        for row in rows
    )


def spaces_of_ud(rows: Rows) -> list[bool]:
    """Whether a space follows each token, as UD says."""
    return ["SpaceAfter=No" not in row.misc for row in rows]


def without_shared(train: Iterable[Rows], held_out: Iterable[Rows]) -> list[Rows]:
    """Leave out of training what also stands word for word in a held-out part.

    That the split is right shows in how little it is: two stock phrases. Sentences of up to five
    tokens (*Takk for det .*) stay: any text has them.
    """
    known = {tuple(row.form for row in rows) for rows in held_out}
    return [rows for rows in train if len(rows) <= 5 or tuple(r.form for r in rows) not in known]
