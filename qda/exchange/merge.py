"""Taking a colleague's project or package into this one, as one act that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.codebook.changing import add_codes
from qda.codebook.stored import read_stored
from qda.coding.names import read_names
from qda.errors import QdaError
from qda.exchange.carrying import MERGE, carry_history
from qda.exchange.cases import CasesMerged, merge_cases
from qda.exchange.codes import (
    common_names,
    describe_differences,
    match_codes,
    new_codes,
    same_knowledge,
)
from qda.exchange.documents import match_documents
from qda.exchange.kinds import MERGEABLE
from qda.exchange.material import Bringing
from qda.exchange.memory import open_other
from qda.exchange.sides import Translation, read_history, read_things
from qda.exchange.telling import clash_sentences, decision_notes
from qda.exchange.union import Key, Known, Thing, Union, by_key, follow, unite
from qda.exchange.writing import write_union
from qda.project.events import Recorder
from qda.project.models import INDEPENDENT, Code, Coder, Document
from qda.project.store import Project

Strings = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many things of a kind came, and how many that were here became others."""

    kind: str
    new: int
    changed: int


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge did, or would do.

    Attributes:
        other: What was merged: the name of the folder or file.
        things: Of each kind what is new or changed; kinds without either are left out.
        coders: The coders that are new here.
        documents: The documents that are new here.
        cases: The cases that are new here.
        codes: The codes that are new here, by their ids.
        clashes: What was changed on both sides, a sentence each.
        differences: Where the codebooks differ; the one here stays.
        notes: What else is not the same on both sides.
    """

    other: str
    things: tuple[Counted, ...]
    coders: Strings
    documents: Strings
    cases: Strings
    codes: Strings
    clashes: Strings
    differences: Strings
    notes: tuple[str, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether all of it was here already."""
        return not (self.things or self.coders or self.documents or self.cases or self.codes)


class _OnlyLookedError(Exception):
    """Ends the transaction of a dry run."""


def merge(
    project: Project,
    other: Path,
    *,
    coder: str,
    later_pass: str | None = None,
    dry_run: bool = False,
) -> Merge:
    """Take in what another project or a package holds: a union, in which nothing is lost.

    The same whichever is merged into the other; once merged, the same again changes nothing.
    Where a thing was changed on both sides the higher version stands and the clash is told; words
    written differently on both sides both stay. The codebook here stays, but for codes
    that it lacks.

    Args:
        project: The open project.
        other: The folder of a project, or a project's or package's file.
        coder: Who merges.
        later_pass: The name of the layer that the other's independent coding becomes here, where
            a coder has coded the same once more.
        dry_run: Say what would happen, and change nothing.

    Raises:
        QdaError: The other cannot be read, or cannot be merged as things stand; nothing was
            changed.
    """
    found: list[Merge] = []
    name = other.resolve().name
    try:
        with (
            open_other(other) as theirs,
            project.write(coder, f"merge {name}", origin="merge") as act,
        ):
            found.append(_Merging(act, project, theirs, later_pass).perform(name))
            if dry_run:
                raise _OnlyLookedError
    except _OnlyLookedError:
        pass
    return found[0]


class _Merging:
    """One merge, in the open transaction."""

    def __init__(self, act: Recorder, project: Project, theirs: Session, later_pass: str | None):
        self._act = act
        self._mine = act.session
        self._project = project
        self._theirs = theirs
        self._layer = later_pass or INDEPENDENT

    def perform(self, name: str) -> Merge:
        matched = match_documents(self._mine, self._theirs)
        things = {kind.kind: read_things(self._theirs, kind) for kind in MERGEABLE}
        bringing = Bringing(self._theirs, self._act, matched.rows)
        bringing.bring_documents(matched.missing)
        cases = merge_cases(self._act, self._theirs, bringing.documents, bringing.fresh)
        mine, theirs = read_stored(self._mine), read_stored(self._theirs)
        same = match_codes(mine, theirs)
        codes = new_codes(mine, theirs, same, self._used(things))
        if codes:
            add_codes(self._act, self._project, codes)
        coders, new_coders = self._coders(things)
        translation = Translation(
            documents=bringing.documents,
            keys=matched.keys | self._keys(bringing.fresh, bringing.documents),
            coders=coders,
            codes=self._codes(same),
            names=same,
            versions=same_knowledge(self._mine, self._theirs, same),
            unmarked=matched.unmarked,
            layer=self._layer,
            cases=cases.names,
        )
        unions = self._unite(things, translation)
        for kind in MERGEABLE:
            write_union(self._act, kind, unions[kind.kind])
        told = Merge(
            other=name,
            things=(*_counted(unions), *_counted_cases(cases)),
            coders=new_coders,
            documents=tuple(self._theirs.get_one(Document, row).name for row in matched.missing),
            cases=cases.new,
            codes=tuple(code.id for code in codes),
            clashes=(*clash_sentences(self._mine, unions.values()), *cases.clashes),
            differences=tuple(describe_differences(mine, theirs, same)),
            notes=(*matched.notes, *decision_notes(self._mine)),
        )
        if carry_history(self._act, self._theirs) or self._act.changed:
            self._act.record(MERGE, MERGE, name, None, {"codes": list(told.codes)})
        return told

    def _used(self, things: Mapping[str, Sequence[Thing]]) -> set[str]:
        """The ids of their codes that a coding or a memo is of."""
        names = read_names(self._theirs).codes
        rows = [thing.row for of_kind in things.values() for thing in of_kind]
        coded = {names[row["code_id"]] for row in rows if row.get("code_id") is not None}
        return coded | {row["target"] for row in rows if row.get("kind") == "code"}

    def _coders(self, things: Mapping[str, Sequence[Thing]]) -> tuple[dict[int, int], Strings]:
        """Their coders who have done anything, by their rows there and here; who is new."""
        active = {
            thing.row["coder_id"]
            for of_kind in things.values()
            for thing in of_kind
            if "coder_id" in thing.row
        }
        known = set(self._mine.scalars(select(Coder.name)))
        query = select(Coder.id, Coder.name).where(Coder.id.in_(active)).order_by(Coder.name)
        names = dict(self._theirs.execute(query).all())
        rows = {row: self._act.coder_id(name) for row, name in names.items()}
        return rows, tuple(name for name in names.values() if name not in known)

    def _codes(self, same: Mapping[str, str]) -> dict[int, int]:
        mine = dict(self._mine.execute(select(Code.key, Code.id)).all())
        there = self._theirs.execute(select(Code.id, Code.key))
        keys = {row: same.get(key, key) for row, key in there}
        return {row: mine[key] for row, key in keys.items() if key in mine}

    def _keys(self, fresh: Iterable[int], documents: Mapping[int, int]) -> dict[str, str]:
        return {
            self._theirs.get_one(Document, row).key: self._mine.get_one(Document, here).key
            for row, here in documents.items()
            if row in fresh
        }

    def _unite(
        self, things: Mapping[str, Sequence[Thing]], translation: Translation
    ) -> dict[str, Union]:
        codes = common_names(self._mine, self._theirs, translation.names)
        unions: dict[str, Union] = {}
        doubled: dict[str, str] = {}
        for kind in MERGEABLE:
            mine = by_key(kind, read_things(self._mine, kind))
            taken = map(translation.of, things[kind.kind])
            theirs = by_key(kind, (thing for thing in taken if thing is not None))
            _refuse_other_layers(mine, theirs)
            known = Known(read_history(self._mine, kind), read_history(self._theirs, kind), codes)
            union = unite(kind, mine, theirs, known)
            doubled |= union.doubled
            unions[kind.kind] = follow(union, mine, doubled) if "target" in kind.table.c else union
        return unions


def _refuse_other_layers(mine: Mapping[Key, Thing], theirs: Mapping[Key, Thing]) -> None:
    for key, there in theirs.items():
        here = mine.get(key)
        if here is not None and here.row.get("layer") != there.row.get("layer"):
            layer = str(here.row["layer"])
            how = "without --pass" if layer == INDEPENDENT else f"with `--pass {layer}`"
            raise QdaError(
                f"what was coded there is here already, in the layer {layer}; merge it {how}. "
                "A later pass is coded in a package of its own, which `qda share` makes."
            )


def _counted(unions: Mapping[str, Union]) -> Iterator[Counted]:
    for kind, union in unions.items():
        if union.things:
            yield Counted(kind, len(union.things) - len(union.before), len(union.before))


def _counted_cases(cases: CasesMerged) -> Iterator[Counted]:
    """Cases that are new have a line of their own."""
    for kind, (new, changed) in cases.counts.items():
        counted = Counted(kind, 0 if kind == "case" else new, changed)
        if counted.new or counted.changed:
            yield counted
