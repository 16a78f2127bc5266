"""Attributes of documents: what a file's header said of it, and what the user adds."""

from __future__ import annotations

import re

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from qda.errors import QdaError
from qda.intake.store import document_attribute
from qda.project.documents import find_document
from qda.project.models import Attribute, Value
from qda.project.store import Project
from qda.text import normalise

_NO_NAME = re.compile(r'[=!",:]')


def set_value(project: Project, document: str, name: str, value: str, *, coder: str) -> None:
    """Give a document a value of an attribute; an empty one is forgotten.

    Raises:
        QdaError: There is no such document, or the attribute cannot be called so.
    """
    name, value = (" ".join(normalise(text).split()) for text in (name, value))
    if not name or _NO_NAME.search(name):
        raise QdaError(f'“{name}” is no name of an attribute; leave out = ! : " and commas.')
    with project.write(coder, f"set {name} of {document}", origin="setup") as act:
        found = find_document(act.session, document)
        old = list_values(act.session)[1].get((found.id, name), "")
        if old == value:
            return
        attribute = document_attribute(act.session, name, value)
        act.session.execute(
            delete(Value).where(Value.attribute_id == attribute.id, Value.owner_id == found.id)
        )
        if value:
            row = Value(attribute_id=attribute.id, owner_id=found.id, position=0, value=value)
            act.session.add(row)
        # The value itself may be about people and stays out of the history.
        act.record("change", "document", found.key, {}, {"attribute": name})


def list_values(session: Session) -> tuple[tuple[str, ...], dict[tuple[int, str], str]]:
    """The names of the documents' attributes, and each document's values by id and name."""
    order = select(Attribute.name).where(Attribute.owner == "document")
    names = tuple(session.scalars(order.order_by(Attribute.position, Attribute.id)))
    query = (
        select(Value.owner_id, Attribute.name, Value.value)
        .join(Attribute, Attribute.id == Value.attribute_id)
        .where(Attribute.owner == "document")
    )
    return names, {(id_, name): value or "n.a." for id_, name, value in session.execute(query)}
