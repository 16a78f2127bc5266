"""The codebook as it is applied, and the states it has had."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qda.project.models.base import Base, strict


class CodebookVersion(Base):
    """One applied state of the codebook; ``content`` is its canonical JSON."""

    __tablename__ = "codebook_versions"
    number: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str]
    content: Mapped[str]
    file_hash: Mapped[str]
    applied_at: Mapped[str]


class CodebookText(Base):
    """`codebook.yaml` as it was applied or written once, so that undo can bring it back."""

    __tablename__ = "codebook_texts"
    hash: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of the file's bytes."""
    text: Mapped[str]
    __table_args__ = strict(rowid=False)


class Code(Base):
    """A code; ``key`` is its id in `codebook.yaml`. Words are JSON: ``{language: text}``."""

    __tablename__ = "codes"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("codes.id"))
    position: Mapped[int]
    label: Mapped[str]
    definition: Mapped[str] = mapped_column(server_default="{}")
    include: Mapped[str] = mapped_column(server_default="{}")
    exclude: Mapped[str] = mapped_column(server_default="{}")
    examples: Mapped[str] = mapped_column(server_default="[]")
    base: Mapped[str] = mapped_column(server_default="[]")
    colour: Mapped[str | None]
    pin: Mapped[int | None]
    was: Mapped[str] = mapped_column(server_default="[]")
    retired: Mapped[bool] = mapped_column(server_default="0")
    since: Mapped[int]
    """The codebook version in which it came: marks made under an older one say nothing of it."""
    __table_args__ = strict(lasting=True)
