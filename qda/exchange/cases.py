"""Merging cases and what is known of them: names, where they speak, values, attributes, bands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from qda.coding.cases.doing import refuse_in_base
from qda.coding.cases.things import THINGS, keep_text, last_place, same
from qda.errors import QdaError
from qda.exchange.case_log import Cell, Kind, Log, Named, read_log
from qda.exchange.case_putting import Putting, Tie, places_of, written
from qda.exchange.case_union import Side, Verdict, known, match, removed, settle
from qda.project import models
from qda.project.attributes import DOES_NOT_APPLY, UNKNOWN, Values
from qda.project.bands import list_bands
from qda.project.cases import list_attributes, list_cases
from qda.project.events import Recorder, State


@dataclass(frozen=True, slots=True)
class CasesMerged:
    """What came.

    Attributes:
        names: What their cases are called here now.
        new: The cases that are new here.
        counts: Of each kind of thing how many are new, and how many other than they were.
        clashes: What was changed on both sides, a sentence each; never a value.
    """

    names: Mapping[str, str]
    new: tuple[str, ...]
    counts: Mapping[str, tuple[int, int]]
    clashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A case or an attribute of both sides.

    Attributes:
        there: What it is called there.
        here: What it was called here before; what it is called there, where it is new here.
        name: What it is called here now.
        new: Whether it is new here.
    """

    there: str
    here: str
    name: str
    new: bool = False


def merge_cases(
    act: Recorder, theirs: Session, documents: Mapping[int, int], fresh: Collection[int]
) -> CasesMerged:
    """Unite the cases of both sides: the same from either, and once is for good.

    Args:
        act: The open act, on this side.
        theirs: The other side.
        documents: The rows of its documents, each with its row here.
        fresh: Of these those that came with this merge.
    """
    return _Cases(act, theirs, documents, {documents[row] for row in fresh}).perform()


class _Cases:
    """One merge of cases, in the open transaction."""

    def __init__(
        self, act: Recorder, theirs: Session, documents: Mapping[int, int], fresh: set[int]
    ):
        self._mine, self._theirs = act.session, theirs
        self._documents, self._fresh = documents, fresh
        self._log, self._log_there = _log_of(self._mine), _log_of(theirs)
        self._putting = Putting(act)
        self._clashes: list[str] = []

    def perform(self) -> CasesMerged:
        """Attributes first, as values need them; what was removed there last."""
        attributes, cases = self._things("attribute"), self._things("case")
        self._refuse_other_kinds(attributes)
        self._values(
            [*cases, *self._going("case")],
            [*attributes, *self._going("attribute")],
        )
        self._ties(cases)
        self._bands({pair.there: pair.name for pair in attributes})
        for kind in ("case", "attribute"):
            self._remove(kind)
        return CasesMerged(
            names={pair.there: pair.name for pair in cases},
            new=tuple(pair.name for pair in cases if pair.new),
            counts=self._putting.counts,
            clashes=tuple(self._clashes),
        )

    # Cases and attributes by their names

    def _things(self, kind: Kind) -> list[Pair]:
        matched = match(kind, self._log, self._log_there)
        return [
            pair
            for name in _present(self._theirs)[kind]
            for pair in self._thing(kind, name, matched.get(name))
        ]

    def _thing(self, kind: Kind, there: str, mine: Named | None) -> Iterator[Pair]:
        if mine is not None and mine.there:
            here = mine.names[-1]
            yield Pair(there, here, self._name(kind, here, there))
            return
        if mine is not None:
            if known(self._log, self._log_there, there):
                return
            self._clashes.append(
                f"the {kind} {there} was removed here and changed there; it is back"
            )
        if self._is_free(kind, there):
            self._add(kind, there)
            yield Pair(there, there, there, new=True)

    def _name(self, kind: Kind, here: str, there: str) -> str:
        if here == there:
            return here
        verdict = self._settle(("name", kind, here), here, ("name", kind, there), there)
        self._tell(f"the name of the {kind} {here}", verdict)
        if not verdict.theirs or not self._is_free(kind, there):
            return here
        if kind == "attribute" and self._is_in_base(here):
            return here
        state = THINGS[kind].read(self._mine, {"name": here}) or {}
        self._putting.put(kind, state, {**state, "name": there})
        return there

    def _add(self, kind: Kind, name: str) -> None:
        """The last in the order; where it speaks and what is known of it come later."""
        there = THINGS[kind].read(self._theirs, {"name": name}) or {}
        table = models.Case if kind == "case" else models.Attribute
        state: State = {**there, "position": last_place(self._mine, table)}
        self._putting.put(kind, None, {**state, "documents": []} if kind == "case" else state)

    def _is_free(self, kind: Kind, name: str) -> bool:
        taken = set(_present(self._mine)[kind])
        if kind == "attribute":
            taken |= {bands.name for bands in list_bands(self._mine)}
        if name in taken:
            self._clashes.append(f"the {kind} {name} did not come: there is another of this name")
        return name not in taken

    def _is_in_base(self, attribute: str) -> bool:
        try:
            refuse_in_base(self._mine, attribute)
        except QdaError as error:
            self._clashes.append(error.message.removesuffix("."))
            return True
        return False

    def _refuse_other_kinds(self, attributes: list[Pair]) -> None:
        """Values of two kinds are not of one attribute."""
        here = {one.name: one.kind for one in list_attributes(self._mine)}
        there = {one.name: one.kind for one in list_attributes(self._theirs)}
        for pair in attributes:
            kinds = here[pair.name], there[pair.there]
            if kinds[0] != kinds[1]:
                raise QdaError(
                    f"the attribute “{pair.name}” is of the kind {kinds[0]} here and of the kind "
                    f"{kinds[1]} there; rename one of them, or make both of one kind with "
                    "`qda cases FILE.csv`."
                )

    # What is known of them

    def _values(self, cases: list[Pair], attributes: list[Pair]) -> None:
        mine = {case.name: case.values for case in list_cases(self._mine)}
        theirs = {case.name: case.values for case in list_cases(self._theirs)}
        for case in cases:
            for attribute in attributes:
                own = mine.get(case.name, {}).get(attribute.name, UNKNOWN)
                other = theirs.get(case.there, {}).get(attribute.there, UNKNOWN)
                if own == other or not self._is_theirs(case, attribute, own, other):
                    continue
                of = {"case": case.name, "attribute": attribute.name}
                texts = (keep_text(self._mine, values) for values in (own, other))
                before, after = ({**of, "text": text} for text in texts)
                self._putting.put("value", before, after)

    def _is_theirs(self, case: Pair, attribute: Pair, own: Values, other: Values) -> bool:
        if case.new or attribute.new:
            return True
        # That it does not apply is known, too.
        own, other = ((DOES_NOT_APPLY,) if one is None else one for one in (own, other))
        here = "value", case.here, attribute.here
        there = "value", case.there, attribute.there
        verdict = self._settle(here, own, there, other)
        self._tell(f"the {attribute.name} of {case.name}", verdict)
        return verdict.theirs

    def _ties(self, cases: list[Pair]) -> None:
        mine, theirs = places_of(self._mine), places_of(self._theirs)
        for case in cases:
            own = mine.get(case.name, [])
            other = [(self._documents[row], label) for row, label in theirs.get(case.there, [])]
            wanted = self._wanted(case, own, other)
            if {*wanted} != {*own}:
                state = THINGS["case"].read(self._mine, {"name": case.name}) or {}
                named = written(self._mine, wanted)
                self._putting.put("case", state, {**state, "documents": named}, counted=case.new)

    def _wanted(self, case: Pair, own: list[Tie], other: list[Tie]) -> list[Tie]:
        """Where a case is to speak: what they say of their documents, and what is said of others.

        Of documents that came just now only they say anything.
        """
        theirs = set(self._documents.values())
        old = [tie for tie in own if tie[0] in theirs]
        there = [tie for tie in other if tie[0] not in self._fresh]
        stand = there if case.new or {*old} == {*there} else self._tied(case, old, there)
        kept = [tie for tie in own if tie in stand or tie[0] not in theirs]
        came = [tie for tie in other if tie[0] in self._fresh]
        return kept + [tie for tie in (*stand, *came) if tie not in kept]

    def _tied(self, case: Pair, old: list[Tie], there: list[Tie]) -> list[Tie]:
        """In which documents of both sides a case speaks; in all, where both changed it."""
        verdict = self._settle(("ties", case.here), old, ("ties", case.there), there)
        if verdict.clash:
            return [*old, *(tie for tie in there if tie not in old)]
        return there if verdict.theirs else old

    def _bands(self, attributes: Mapping[str, str]) -> None:
        mine, theirs = _bands_of(self._mine), _bands_of(self._theirs)
        for name in sorted({*mine, *theirs}):
            before, after = mine.get(name), theirs.get(name)
            if after is not None:
                after = {**after, "of": attributes.get(after["of"], "")}
            if same(before, after) or (after is not None and not after["of"]):
                continue
            cell = ("bands", name)
            verdict = self._settle(cell, before, cell, after)
            if before and after:
                self._tell(f"the bands {name}", verdict)
            if verdict.theirs and self._may_be(name, before, after):
                self._putting.put("bands", before, after)

    def _may_be(self, bands: str, before: State | None, after: State | None) -> bool:
        """Bands need a name of their own, and may not go where a code's base names them."""
        if before is None:
            return self._is_free("attribute", bands)
        return after is not None or not self._is_in_base(bands)

    # What was removed there

    def _removed_there(self, kind: Kind) -> list[Pair]:
        return [
            Pair(gone.names[-1], mine.names[-1], mine.names[-1])
            for mine, gone in removed(kind, self._log, self._log_there)
        ]

    def _going(self, kind: Kind) -> list[Pair]:
        """Of these, those on which nobody here has worked since; the others stay whole."""
        return [
            pair
            for pair in self._removed_there(kind)
            if known(self._log_there, self._log, pair.here)
        ]

    def _remove(self, kind: Kind) -> None:
        going = self._going(kind)
        for pair in self._removed_there(kind):
            if pair not in going:
                stays = "was removed there and changed here; it stays"
                self._clashes.append(f"the {kind} {pair.name} {stays}")
            elif kind == "case" or not self._is_in_base(pair.name):
                state = THINGS[kind].read(self._mine, {"name": pair.name})
                self._putting.put(kind, state, None)

    def _settle(self, here: Cell, own: object, there: Cell, other: object) -> Verdict:
        return settle(Side(self._log, here, own), Side(self._log_there, there, other))

    def _tell(self, what: str, verdict: Verdict) -> None:
        if verdict.clash:
            stands = "there" if verdict.theirs else "here"
            self._clashes.append(
                f"{what} was changed on both sides; what was written {stands} stands"
            )


def _present(session: Session) -> dict[Kind, list[str]]:
    return {
        "case": [case.name for case in list_cases(session)],
        "attribute": [attribute.name for attribute in list_attributes(session)],
    }


def _log_of(session: Session) -> Log:
    return read_log(session, _present(session))


def _bands_of(session: Session) -> dict[str, State]:
    return {
        name: state
        for name in (bands.name for bands in list_bands(session))
        if (state := THINGS["bands"].read(session, {"name": name})) is not None
    }
