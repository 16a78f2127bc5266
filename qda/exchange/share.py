"""A package for a second coder: drawn informants with their documents, and nobody's decisions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from qda.codebook.stored import fill_row, read_stored, stored_version
from qda.codebook.tree import Codebook
from qda.codebook.write import new_file
from qda.coding.rounds import RoundInfo, begin_round, list_rounds
from qda.errors import QdaError
from qda.exchange.draw import Draw, draw
from qda.exchange.material import Bringing
from qda.exchange.memory import build_file, open_other
from qda.files import write_atomically
from qda.project import models
from qda.project.backups import copy_database
from qda.project.bands import Bands, list_bands
from qda.project.cases import CaseInfo, list_attributes, list_cases
from qda.project.clock import new_id
from qda.project.events import Recorder
from qda.project.place import CODEBOOK, DATABASE
from qda.project.store import Project

NONE: Final = "(none)"
_LONG: Final = 4
"""So many words in a row make a quotation that can be known again."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a package holds.

    Attributes:
        path: The file.
        round: The round it is for.
        draw: How its informants were drawn; None where the documents were named.
        documents: The names of its documents.
        others: Informants who were not drawn and speak in these documents too.
        examples: How many examples the codebook lost, as they stand in these documents.
    """

    path: Path
    round: str
    draw: Draw | None
    documents: tuple[str, ...]
    others: tuple[str, ...]
    examples: int


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for.

    Attributes:
        round: The name of the round; one that there is gives its package again.
        number: How many informants to draw.
        by: The attributes of the strata.
        seed: Of the drawing.
        documents: Names of documents, where nobody is to be drawn.
    """

    round: str
    number: int
    by: tuple[str, ...] = ()
    seed: int = 1
    documents: tuple[str, ...] = ()


def share(project: Project, path: Path, wish: Wish, *, coder: str) -> Shared:
    """Draw informants with all their documents, begin the round, and write the package.

    The package is a project's file made anew, not a copy from which things were deleted. It has
    text and segments as they are stored, speakers, cases with their attributes, the codebook and
    the round; no codings, memos, marks, events or counts of anybody.

    Raises:
        QdaError: The file is there already; an attribute, a document or informants to draw are
            not; or the round cannot begin.
    """
    if path.exists():
        raise QdaError("there is a file of this name already; choose another.", path=path)
    with project.write(coder, f"share for the round {wish.round}", origin="setup") as act:
        round_ = next((one for one in list_rounds(act.session) if one.name == wish.round), None)
        if round_ is None:
            keys, drawn = _choose(act.session, wish)
            round_ = begin_round(act, wish.round, keys, drawn.as_json() if drawn else {})
        data, names, examples = _package(act.session, round_)
        others = _others(act.session, round_)
        write_atomically(path, data)
    found = Draw.of_json(round_.draw) if round_.draw else None
    return Shared(path, round_.name, found, names, others, examples)


def unpack(package: Path, folder: Path) -> None:
    """Make a project of a package: its file and its codebook in a folder.

    Raises:
        QdaError: There is a project in the folder, or the file is no package.
    """
    if (folder / DATABASE).exists() or (folder / CODEBOOK).exists():
        raise QdaError("there is a project here already.", path=folder)
    with open_other(package) as session:
        text = new_file(read_stored(session))
    for place in (folder, folder / "corpus", folder / "exports"):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomically(folder / CODEBOOK, text.encode("utf-8"))
    copy_database(package, folder / DATABASE)


def _choose(session: Session, wish: Wish) -> tuple[list[str], Draw | None]:
    """The keys of the documents, and how they were drawn."""
    keys = dict(
        session.execute(
            select(models.Document.name, models.Document.key).order_by(models.Document.position)
        ).all()
    )
    if wish.documents:
        for name in wish.documents:
            if name not in keys:
                raise QdaError(f"there is no document “{name}”; `qda documents list` shows them.")
        return [keys[name] for name in keys if name in wish.documents], None
    spoken = {case.name: _documents(case) for case in list_cases(session)}
    before = {key for one in list_rounds(session) for key in one.documents}
    left_out = {
        name for name, own in spoken.items() if any(keys[document] in before for document in own)
    }
    values = _strata(session, wish.by)
    there = {name: values[name] for name, own in spoken.items() if own and name not in left_out}
    if not there:
        raise QdaError(
            "there is no informant to draw; `qda cases FILE.csv` ties informants to documents, "
            "or name documents with --documents."
        )
    drawn = draw(there, wish.number, by=wish.by, seed=wish.seed, left_out=sorted(left_out))
    wanted = {document for name in drawn.drawn for document in spoken[name]}
    return [keys[name] for name in keys if name in wanted], drawn


def _documents(case: CaseInfo) -> set[str]:
    """The names of the documents in which a case speaks."""
    return {place.partition("@")[0] for place in case.documents}


def _strata(session: Session, by: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What each case has in the attributes, or the bands, that strata are made of."""
    known = [attribute.name for attribute in list_attributes(session)]
    bands = {band.name: band for band in list_bands(session)}
    for name in by:
        if name not in known and name not in bands:
            there = ", ".join([*known, *bands]) or "none"
            raise QdaError(f"cases have no attribute “{name}”; there are: {there}.")
    return {
        case.name: tuple(_value(case, name, bands.get(name)) for name in by)
        for case in list_cases(session)
    }


def _value(case: CaseInfo, name: str, band: Bands | None) -> str:
    found = case.values.get(name, ()) if band is None else band.values(case.values.get(band.of, ()))
    return "n.a." if found is None else ";".join(sorted(found)) or NONE


def _others(session: Session, round_: RoundInfo) -> tuple[str, ...]:
    """Who speaks in the round's documents and was not drawn."""
    if not round_.draw:
        return ()
    query = select(models.Document.name).where(models.Document.key.in_(round_.documents))
    names = set(session.scalars(query))
    drawn = Draw.of_json(round_.draw).drawn
    cases = list_cases(session)
    return tuple(c.name for c in cases if _documents(c) & names and c.name not in drawn)


def _package(mine: Session, round_: RoundInfo) -> tuple[bytes, tuple[str, ...], int]:
    """The bytes of the package, the names of its documents, how many examples were left out."""
    documents = list(
        mine.scalars(
            select(models.Document)
            .where(models.Document.key.in_(round_.documents))
            .order_by(models.Document.position)
        )
    )
    book, examples = without_examples(read_stored(mine), [one.text for one in documents])
    with build_file() as (session, connection):
        with session.begin():
            act = Recorder(session, new_id(), "", f"package for the round {round_.name}", "setup")
            _copy_settings(mine, session)
            _copy_codebook(mine, session, book)
            bringing = Bringing(mine, act, {})
            bringing.bring_documents([document.id for document in documents])
            bringing.bring_cases()
            row = mine.get_one(models.Round, round_.id)
            columns = (column.name for column in models.Round.__table__.columns)
            own = {name: getattr(row, name) for name in columns}
            # As it was when it began: whether it has been talked over since is no one's business.
            session.execute(insert(models.Round), [{**own, "closed_at": None, "version": 1}])
        return connection.serialize(), tuple(one.name for one in documents), examples


def _copy_settings(mine: Session, session: Session) -> None:
    name = mine.get(models.Setting, "name")
    if name is not None:
        session.add(models.Setting(name="name", value=name.value))


def _copy_codebook(mine: Session, session: Session, book: Codebook) -> None:
    """The codebook as it is now, under its number; what it was before stays at home."""
    version = stored_version(mine)
    if version is None:
        return
    since = dict(mine.execute(select(models.Code.key, models.Code.since)).all())
    rows: dict[str, models.Code] = {}
    for code in book:
        row = models.Code(since=since[code.id])
        fill_row(row, code, rows[code.parent].id if code.parent else None)
        rows[code.id] = row
        session.add(row)
        session.flush()
    text = new_file(book).encode("utf-8")
    session.add(
        models.CodebookVersion(
            number=version.number,
            hash=book.hash,
            content=book.to_json(),
            file_hash=hashlib.sha256(text).hexdigest(),
            applied_at=mine.get_one(models.CodebookVersion, version.number).applied_at,
        )
    )


def without_examples(book: Codebook, texts: Iterable[str]) -> tuple[Codebook, int]:
    """The codebook without the examples that stand in texts, and how many these are.

    An example stands in a text when a part of it does, white space and case aside: parts are what
    lies between marks of omission, and are looked for from four words on; an example all of whose
    parts are shorter, when each of them does.
    """
    plain = [_plain(text) for text in texts]
    kept = {code.id: [one for one in code.examples if not _stands(one, plain)] for code in book}
    lost = sum(len(code.examples) - len(kept[code.id]) for code in book)
    codes = tuple(replace(code, examples=tuple(kept[code.id])) for code in book)
    return Codebook(codes), lost


def _stands(example: str, texts: Sequence[str]) -> bool:
    parts = [_plain(part) for part in re.split(r"\[?(?:\.\.\.|…)\]?", example)]
    parts = [part for part in parts if part]
    long = [part for part in parts if len(part.split()) >= _LONG]
    if long:
        return any(part in text for part in long for text in texts)
    return bool(parts) and any(all(part in text for part in parts) for text in texts)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" \"'«»“”‘’.,;:–-")
