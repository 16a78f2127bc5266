"""What is kept of comparing coders: rounds, runs, decisions."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qda.project.models.base import Base, strict


class Round(Base):
    """A named round of coding by several: what was drawn for it, under which codebook.

    ``documents`` is a JSON list of document keys, ``draw`` says in JSON how they were chosen.
    Once it is closed, a layer of its name keeps the coding as it was before talking.
    """

    __tablename__ = "rounds"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    documents: Mapped[str]
    draw: Mapped[str]
    codebook_version: Mapped[int]
    codebook_hash: Mapped[str]
    began_at: Mapped[str]
    closed_at: Mapped[str | None]
    removed: Mapped[bool] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")


class Run(Base):
    """A comparison that was made, with its settings and figures in JSON; it never changes."""

    __tablename__ = "runs"
    id: Mapped[str] = mapped_column(primary_key=True)
    made_at: Mapped[str]
    round: Mapped[str]
    settings: Mapped[str]
    codebook_version: Mapped[int]
    codebook_hash: Mapped[str]
    figures: Mapped[str]
    removed: Mapped[bool] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")


class Decision(Base):
    """What was settled of a passage on which coders differed; its reason is a memo on the span.

    ``coders``, ``shown`` (in which order they were, without their names) and ``codings`` (those
    it made in its layer) are JSON lists.
    """

    __tablename__ = "decisions"
    id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coders.id"))
    layer: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    coders: Mapped[str]
    shown: Mapped[str]
    choice: Mapped[str]
    codings: Mapped[str]
    created_at: Mapped[str]
    removed: Mapped[bool] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")
    __table_args__ = strict(
        CheckConstraint("choice IN ('first', 'second', 'both', 'neither')"),
    )


class SetAside(Base):
    """A version of a thing's words as it was before a merge, which taking it back brings back.

    It may quote people, as `MemoText` may, and is to be blanked with it. ``words`` is a JSON list.
    """

    __tablename__ = "words_set_aside"
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    thing_id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str]
    __table_args__ = strict(rowid=False)
