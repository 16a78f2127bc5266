"""The framework matrix: what a coder summed up of a case under a code, with the passages cited."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from qda.project.models.base import Base, strict


class Summary(Base):
    """A coder's summary of a case under a code; its words lie in `SummaryText`.

    A coder has one for each case and code; merging may leave two, which are read as one. A
    summary is of the case, whatever was coded in which layer, so that it has no layer.
    """

    __tablename__ = "summaries"
    id: Mapped[str] = mapped_column(primary_key=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coders.id"))
    case_name: Mapped[str]
    code_id: Mapped[int] = mapped_column(ForeignKey("codes.id"))
    created_at: Mapped[str]
    text_version: Mapped[int]
    removed: Mapped[bool] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")
    __table_args__ = strict(Index("summaries_of_a_cell", "code_id", "case_name", "coder_id"))


class SummaryText(Base):
    """One version of a summary's words, with a mark where a passage is cited (`qda.citing`).

    It may quote people, so it can be blanked.
    """

    __tablename__ = "summary_texts"
    summary_id: Mapped[str] = mapped_column(ForeignKey("summaries.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    written_at: Mapped[str]
    __table_args__ = strict(rowid=False)


class SummaryReference(Base):
    """A passage that a summary cites; where in its words, the mark with this id says."""

    __tablename__ = "summary_references"
    id: Mapped[str] = mapped_column(primary_key=True)
    summary_id: Mapped[str] = mapped_column(ForeignKey("summaries.id"), index=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coders.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    created_at: Mapped[str]
    removed: Mapped[bool] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")
    __table_args__ = strict(CheckConstraint('0 <= start AND start < "end"'))
