"""The project's settings, and who did what when."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from qda.project.models.base import Base, strict


class Setting(Base):
    """One choice of the project, such as its name or its main coder."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Batch(Base):
    """One key press or command: what was done together is undone together."""

    __tablename__ = "batches"
    id: Mapped[str] = mapped_column(primary_key=True)
    coder: Mapped[str]
    time: Mapped[str]
    act: Mapped[str]
    """What was done, for people: ``apply gatekeeping``. Never transcript text."""
    origin: Mapped[str]
    inverts: Mapped[str | None] = mapped_column(ForeignKey("batches.id"), index=True)
    __table_args__ = strict(
        CheckConstraint("origin IN ('coder', 'import', 'codebook', 'setup', 'merge')"),
        Index("batches_of_a_coder", "coder", "id"),
    )


class Event(Base):
    """One line of the history; append-only. Before and after are JSON: ids, offsets, our words."""

    __tablename__ = "events"
    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id"), index=True)
    verb: Mapped[str]
    kind: Mapped[str]
    key: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
