"""The text of a document alone, for those who go through many."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.project.models import Document


def read_text(session: Session, document_id: int) -> str | None:
    """A document's text; None where it has been removed."""
    return session.scalar(select(Document.text).where(Document.id == document_id))
