"""The codebook as the database holds it, which is the one that counts use."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.codebook.condition import parse_condition
from qda.codebook.tree import Code, Codebook, Words
from qda.project import models


@dataclass(frozen=True, slots=True)
class Version:
    """One applied state of the codebook.

    Attributes:
        number: Counted from 1.
        hash: `Codebook.hash` of it.
        file_hash: SHA-256 of `codebook.yaml` as it was last applied or written.
    """

    number: int
    hash: str
    file_hash: str


def read_stored(session: Session) -> Codebook:
    """The codebook as it was last applied."""
    rows = session.scalars(select(models.Code).order_by(models.Code.position)).all()
    keys = {row.id: row.key for row in rows}
    return Codebook(tuple(_code(row, keys) for row in rows))


def stored_version(session: Session) -> Version | None:
    """The state last applied; None before the first."""
    newest = session.scalar(
        select(models.CodebookVersion).order_by(models.CodebookVersion.number.desc()).limit(1)
    )
    return None if newest is None else Version(newest.number, newest.hash, newest.file_hash)


def _code(row: models.Code, keys: dict[int, str]) -> Code:
    return Code(
        id=row.key,
        parent=None if row.parent_id is None else keys[row.parent_id],
        position=row.position,
        label=_words(row.label),
        definition=_words(row.definition),
        include=_words(row.include),
        exclude=_words(row.exclude),
        examples=tuple(json.loads(row.examples)),
        base=tuple(parse_condition(text) for text in json.loads(row.base)),
        colour=row.colour,
        pin=row.pin,
        was=tuple(json.loads(row.was)),
        retired=bool(row.retired),
        came=(row.since, row.id),
    )


def _words(stored: str) -> Words:
    return Words(tuple(json.loads(stored).items()))


def fill_row(row: models.Code, code: Code, parent_id: int | None) -> None:
    """Give a code's row the contents of a code."""
    row.key = code.id
    row.parent_id = parent_id
    row.position = code.position
    row.label = _json(dict(code.label.texts))
    row.definition = _json(dict(code.definition.texts))
    row.include = _json(dict(code.include.texts))
    row.exclude = _json(dict(code.exclude.texts))
    row.examples = _json(list(code.examples))
    row.base = _json([str(condition) for condition in code.base])
    row.colour = code.colour
    row.pin = code.pin
    row.was = _json(list(code.was))
    row.retired = code.retired


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_versions(session: Session) -> list[tuple[int, Codebook]]:
    """Every applied state of the codebook with its number, the first one first."""
    query = select(models.CodebookVersion).order_by(models.CodebookVersion.number)
    return [(row.number, _from_content(row.content)) for row in session.scalars(query)]


def _from_content(content: str) -> Codebook:
    """A codebook from its canonical JSON, in which codes stand in preorder."""
    return Codebook(
        tuple(
            Code(
                id=one["id"],
                parent=one.get("parent"),
                position=position,
                label=Words.of(one.get("label", {})),
                definition=Words.of(one.get("definition", {})),
                include=Words.of(one.get("include", {})),
                exclude=Words.of(one.get("exclude", {})),
                examples=tuple(one.get("examples", ())),
                base=tuple(parse_condition(text) for text in one.get("base", ())),
                retired=bool(one.get("retired", False)),
            )
            for position, one in enumerate(json.loads(content))
        )
    )
