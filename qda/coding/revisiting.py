"""Reading again for some codes: the marks that say so, and the word that it is not needed.

A reviewed mark says of every code of its codebook version that the segment was read for it. What
was read again for one code says nothing of the others, so it has marks of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from sqlalchemy import select

from qda.coding.changes import MarkRevisited, WaiveRevisit
from qda.coding.refusals import usable_code
from qda.coding.rows import TABLES, Edit, keep_changed, keep_new, rows_where
from qda.errors import QdaError
from qda.project.clock import new_id
from qda.project.events import Recorder
from qda.project.models import CodebookVersion, Review, Revisit


def revisit(act: Recorder, layer: str, change: MarkRevisited, version: int) -> None:
    """Mark segments as read again for codes, as a coder says, or as not.

    Raises:
        QdaError: One of the codes is not there, or is retired.
    """
    codes = [usable_code(act, code).id for code in dict.fromkeys(change.codes)]
    segments = tuple(dict.fromkeys(change.segments))
    mark_revisited(act, layer, change.document, segments, codes, version, change.revisited)


def mark_revisited(
    act: Recorder,
    layer: str,
    document: int,
    segments: Sequence[int],
    codes: Sequence[int],
    version: int,
    revisited: bool = True,
) -> None:
    """Mark segments, each named once, as read again for codes, or as not.

    Args:
        act: The act that is being done.
        layer: The layer coded in.
        document: The document.
        segments: The numbers of its segments.
        codes: The rows of the codes.
        version: The codebook's version under which it is read.
        revisited: Whether it was read again, or was not after all.
    """
    if not segments or not codes:
        return
    of = {"document_id": document, "coder_id": act.coder_id(), "layer": layer}
    mine = [TABLES["revisit"].c[column] == value for column, value in of.items()]
    near = Revisit.segment.between(min(segments), max(segments)), Revisit.code_id.in_(codes)
    there = {
        (row["code_id"], row["segment"]): row
        for row in rows_where(act.session, "revisit", *mine, *near)
    }
    wanted = list(product(codes, segments))
    known = [there[pair] for pair in wanted if pair in there]
    if not revisited:
        live = [row for row in known if not row["removed"]]
        keep_changed(act, "revisit", [Edit(row, "remove", {"removed": True}) for row in live])
        return
    columns = {"removed": False, "codebook_version": version}
    keep_changed(
        act,
        "revisit",
        [
            Edit(row, "revive" if row["removed"] else "change", columns)
            for row in known
            if row["removed"] or row["codebook_version"] != version
        ],
    )
    fresh = [(code, segment) for code, segment in wanted if (code, segment) not in there]
    rows = [{"code_id": code, "segment": n, "codebook_version": version} for code, n in fresh]
    keep_new(act, "revisit", [{"id": new_id(), **of, **row} for row in rows])


def read_before(
    act: Recorder, layer: str, document: int, segments: Sequence[int], since: int
) -> list[int]:
    """Which of these segments the coder has marked under a codebook older than a version."""
    query = select(Review.segment).where(
        Review.document_id == document,
        Review.coder_id == act.coder_id(),
        Review.layer == layer,
        Review.segment.between(min(segments), max(segments)),
        Review.removed == 0,
        Review.codebook_version < since,
    )
    return sorted(set(segments).intersection(act.session.scalars(query)))


def waive_revisit(act: Recorder, layer: str, change: WaiveRevisit) -> None:
    """Keep a coder's word that a code's new definition asks for no reading again.

    Raises:
        QdaError: There is no such code in use, or no such version of the codebook.
    """
    code = usable_code(act, change.code)
    if act.session.get(CodebookVersion, change.codebook_version) is None:
        raise QdaError(f"the codebook has no version {change.codebook_version}.")
    of = {
        "coder_id": act.coder_id(),
        "layer": layer,
        "code_id": code.id,
        "codebook_version": change.codebook_version,
    }
    same = [TABLES["waiver"].c[column] == value for column, value in of.items()]
    known = rows_where(act.session, "waiver", *same)
    if not known:
        keep_new(act, "waiver", [{"id": new_id(), **of}] if change.waived else [])
    elif bool(known[0]["removed"]) == change.waived:
        verb = "revive" if change.waived else "remove"
        keep_changed(act, "waiver", [Edit(known[0], verb, {"removed": not change.waived})])
