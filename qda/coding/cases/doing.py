"""Changes of the cases done: what cannot be is refused in a sentence, and nothing is changed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.codebook.stored import read_stored
from qda.coding.cases.changes import (
    CaseChange,
    NewAttribute,
    NewCase,
    RemoveAttribute,
    RemoveCase,
    RenameAttribute,
    RenameCase,
    SetBands,
    SetValue,
    TieCase,
)
from qda.coding.cases.things import (
    THINGS,
    ThingKind,
    attribute_row,
    case_row,
    change_thing,
    find_attribute,
    keep_text,
    last_place,
    same,
    values_of,
)
from qda.errors import QdaError
from qda.project import models
from qda.project.attributes import (
    KINDS,
    UNKNOWN,
    Values,
    attribute_name,
    clean,
    read_values,
    write_values,
)
from qda.project.bands import list_bands, plain, read_limits
from qda.project.cases import find_tie, list_attributes, list_cases, tie_places
from qda.project.events import Recorder, State


def change_cases(act: Recorder, change: CaseChange) -> None:
    """Do one change.

    Raises:
        QdaError: It cannot be done as things stand.
    """
    match change:
        case SetValue():
            _set_value(act, change)
        case NewCase(name=name):
            _new_case(act, name)
        case RenameCase():
            _rename_case(act, change)
        case RemoveCase(case=case):
            _remove_case(act, case)
        case TieCase():
            _tie(act, change)
        case _:
            _change_attribute(act, change)


def _change_attribute(
    act: Recorder, change: NewAttribute | RenameAttribute | RemoveAttribute | SetBands
) -> None:
    match change:
        case NewAttribute():
            _new_attribute(act, change)
        case RenameAttribute():
            _rename_attribute(act, change)
        case RemoveAttribute(attribute=attribute):
            _remove_attribute(act, attribute)
        case SetBands():
            _set_bands(act, change)


def _new_case(act: Recorder, name: str) -> None:
    place = last_place(act.session, models.Case)
    state = {"name": _free_case(act.session, name), "position": place, "documents": []}
    change_thing(act, "case", None, state)


def _rename_case(act: Recorder, change: RenameCase) -> None:
    before = _present_case(act.session, change.case)
    if clean(change.name) != change.case:
        change_thing(act, "case", before, {**before, "name": _free_case(act.session, change.name)})


def _set_value(act: Recorder, change: SetValue) -> None:
    attribute = find_attribute(act.session, change.attribute)
    if attribute is None:
        attribute_row(act.session, change.attribute)  # says so
        return
    values = read_values(attribute.name, attribute.kind, write_values(change.values))
    _give(act, change.case, change.attribute, values)


def _give(act: Recorder, case: str, attribute: str, values: Values) -> None:
    old = values_of(act.session, case, attribute)
    if values == old:
        return
    of = {"case": case, "attribute": attribute}
    before, after = ({**of, "text": keep_text(act.session, one)} for one in (old, values))
    change_thing(act, "value", before, after)


def _remove_case(act: Recorder, case: str) -> None:
    before = _present_case(act.session, case)
    for attribute in list_attributes(act.session):
        _give(act, case, attribute.name, UNKNOWN)
    change_thing(act, "case", before, None)


def _tie(act: Recorder, change: TieCase) -> None:
    before = _present_case(act.session, change.case)
    places = tie_places(act.session)
    found = [find_tie(clean(written), places) for written in change.documents]
    for sentence in (one for one in found if isinstance(one, str)):
        raise QdaError(sentence)
    written = list(dict.fromkeys(one.written for one in found if not isinstance(one, str)))
    if set(written) != set(before["documents"]):
        change_thing(act, "case", before, {**before, "documents": written})


def _new_attribute(act: Recorder, change: NewAttribute) -> None:
    if change.kind not in KINDS:
        raise QdaError(f"“{change.kind}” is no kind of attribute; there are: {', '.join(KINDS)}.")
    state = {
        "name": _free_attribute(act.session, change.name),
        "kind": change.kind,
        "position": last_place(act.session, models.Attribute),
    }
    change_thing(act, "attribute", None, state)


def _rename_attribute(act: Recorder, change: RenameAttribute) -> None:
    kind: ThingKind = "bands" if _bands(act.session, change.attribute) else "attribute"
    before = THINGS[kind].read(act.session, {"name": change.attribute})
    if before is None:
        raise QdaError(f"there is no attribute “{change.attribute}” any more.")
    if clean(change.name) == change.attribute:
        return
    refuse_in_base(act.session, change.attribute)
    change_thing(act, kind, before, {**before, "name": _free_attribute(act.session, change.name)})


def _remove_attribute(act: Recorder, attribute: str) -> None:
    before = THINGS["attribute"].read(act.session, {"name": attribute})
    if before is None:
        raise QdaError(f"there is no attribute “{attribute}” any more.")
    refuse_in_base(act.session, attribute)
    for bands in list_bands(act.session):
        if bands.of == attribute:
            _set_bands(act, SetBands(bands.name, attribute, ""))
    for case in list_cases(act.session):
        _give(act, case.name, attribute, UNKNOWN)
    change_thing(act, "attribute", before, None)


def _set_bands(act: Recorder, change: SetBands) -> None:
    limits = [plain(limit) for limit in read_limits(change.limits)]
    name = attribute_name(change.name)
    before = THINGS["bands"].read(act.session, {"name": name})
    after: State | None = {"name": name, "of": change.of, "limits": limits} if limits else None
    if after is None:
        refuse_in_base(act.session, name)
    else:
        _refuse_no_number(act.session, change.of)
    if before is None and after is not None:
        _free_attribute(act.session, name)
    if not same(before, after):
        change_thing(act, "bands", before, after)


def _present_case(session: Session, name: str) -> State:
    state = THINGS["case"].read(session, {"name": name})
    if state is None:
        case_row(session, name)  # says so
    return state or {}


def _free_case(session: Session, name: str) -> str:
    name = clean(name)
    if not name:
        raise QdaError("a case needs a name.")
    if session.scalar(select(models.Case.id).where(models.Case.name == name)) is not None:
        raise QdaError(f"there is a case “{name}” already.")
    return name


def _free_attribute(session: Session, text: str) -> str:
    name = attribute_name(text)
    if find_attribute(session, name) is not None or _bands(session, name):
        raise QdaError(f"there is an attribute “{name}” already.")
    return name


def _bands(session: Session, name: str) -> bool:
    return any(bands.name == name for bands in list_bands(session))


def _refuse_no_number(session: Session, attribute: str) -> None:
    found = find_attribute(session, attribute)
    if found is None or found.kind != "number":
        raise QdaError(f"bands are made of numbers, and the {attribute} is none.")


def refuse_in_base(session: Session, attribute: str) -> None:
    """A code's base names attributes: it must not name one that is not there."""
    for code in read_stored(session):
        if any(condition.attribute == attribute for condition in code.base):
            raise QdaError(
                f"the base of the code “{code.id}” names the attribute “{attribute}”; "
                "change it in codebook.yaml first."
            )
