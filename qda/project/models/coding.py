"""What a coder makes: codings, marks, memos, quotations."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qda.project.models.base import Base, strict


class Coder(Base):
    """A person who codes, known by name."""

    __tablename__ = "coders"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    __table_args__ = strict(lasting=True)


class Coding(Base):
    """One code on one span by one coder in one layer."""

    __tablename__ = "codings"
    id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    coder_id: Mapped[int] = mapped_column(ForeignKey("coders.id"))
    layer: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    code_id: Mapped[int] = mapped_column(ForeignKey("codes.id"))
    created_at: Mapped[str]
    removed: Mapped[bool] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")
    __table_args__ = strict(
        CheckConstraint('0 <= start AND start < "end"'),
        Index(
            "one_live_coding",
            "document_id",
            "coder_id",
            "layer",
            "start",
            "end",
            "code_id",
            unique=True,
            sqlite_where=text("removed = 0"),
        ),
        Index("codings_of_a_code", "code_id"),
    )


class Review(Base):
    """A coder has read a segment for coding, under a version of the codebook."""

    __tablename__ = "reviews"
    id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    coder_id: Mapped[int] = mapped_column(ForeignKey("coders.id"))
    layer: Mapped[str]
    segment: Mapped[int]
    codebook_version: Mapped[int]
    removed: Mapped[bool] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")
    __table_args__ = strict(
        UniqueConstraint("document_id", "coder_id", "layer", "segment"),
        # All that counting reads of a mark, so that it needs no row; what is the same for most
        # comes first.
        Index(
            "marks_of_a_coder",
            "coder_id",
            "layer",
            "removed",
            "document_id",
            "codebook_version",
            "segment",
        ),
    )


class Revisit(Base):
    """A coder has read a segment again for one code, under a version of the codebook.

    It says nothing of the other codes: those are asked about by the reviewed mark alone.
    """

    __tablename__ = "revisits"
    id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    coder_id: Mapped[int] = mapped_column(ForeignKey("coders.id"))
    layer: Mapped[str]
    code_id: Mapped[int] = mapped_column(ForeignKey("codes.id"))
    segment: Mapped[int]
    codebook_version: Mapped[int]
    removed: Mapped[bool] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")
    __table_args__ = strict(
        UniqueConstraint("coder_id", "layer", "document_id", "code_id", "segment"),
    )


class Waiver(Base):
    """A coder's word that a code's new definition changes nothing in what was read before it.

    ``codebook_version`` is the version that brought the definition.
    """

    __tablename__ = "waivers"
    id: Mapped[str] = mapped_column(primary_key=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coders.id"))
    layer: Mapped[str]
    code_id: Mapped[int] = mapped_column(ForeignKey("codes.id"))
    codebook_version: Mapped[int]
    removed: Mapped[bool] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")
    __table_args__ = strict(
        UniqueConstraint("coder_id", "layer", "code_id", "codebook_version"),
    )


class Memo(Base):
    """A coder's note on something; its words lie in `MemoText`, one row a version.

    ``kind`` is project, document, span, code, coding or case; ``target`` the key of that
    thing ('' for the project); a span's place is in ``start`` and ``end``.
    """

    __tablename__ = "memos"
    id: Mapped[str] = mapped_column(primary_key=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coders.id"))
    layer: Mapped[str]
    kind: Mapped[str]
    target: Mapped[str]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)
    start: Mapped[int | None]
    end: Mapped[int | None]
    created_at: Mapped[str]
    text_version: Mapped[int]
    removed: Mapped[bool] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")
    __table_args__ = strict(
        CheckConstraint("kind IN ('project', 'document', 'span', 'code', 'coding', 'case')"),
    )


class MemoText(Base):
    """One version of a memo's words. It may quote people, so it can be blanked."""

    __tablename__ = "memo_texts"
    memo_id: Mapped[str] = mapped_column(ForeignKey("memos.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    __table_args__ = strict(rowid=False)


class MemoLink(Base):
    """A passage that a memo points to, beside what it is on."""

    __tablename__ = "memo_links"
    id: Mapped[str] = mapped_column(primary_key=True)
    memo_id: Mapped[str] = mapped_column(ForeignKey("memos.id"), index=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coders.id"))
    layer: Mapped[str]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    created_at: Mapped[str]
    removed: Mapped[bool] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")
    __table_args__ = strict(CheckConstraint('0 <= start AND start < "end"'))


class Mark(Base):
    """A coder's sign on a stretch: to be looked at again (flag), or worth quoting (quotable)."""

    __tablename__ = "marks"
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coders.id"))
    layer: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    created_at: Mapped[str]
    removed: Mapped[bool] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")
    __table_args__ = strict(
        CheckConstraint("kind IN ('flag', 'quotable')"),
        CheckConstraint('0 <= start AND start < "end"'),
    )


class Quotation(Base):
    """A passage chosen for a section of the report; its words lie in `QuotationText`.

    ``cuts`` is JSON: ``[[start, end, "cut" or "mask"], ...]``, offsets into the document's text.
    """

    __tablename__ = "quotations"
    id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coders.id"))
    start: Mapped[int]
    end: Mapped[int]
    section: Mapped[str]
    position: Mapped[int]
    cuts: Mapped[str]
    created_at: Mapped[str]
    text_version: Mapped[int]
    removed: Mapped[bool] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")
    __table_args__ = strict(CheckConstraint('0 <= start AND start < "end"'))


class QuotationText(Base):
    """One version of what is written for a quotation: a translation, and the words of its masks.

    It may quote people, so it can be blanked. ``masks`` is JSON: one word a mask, in order.
    """

    __tablename__ = "quotation_texts"
    quotation_id: Mapped[str] = mapped_column(ForeignKey("quotations.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    translation: Mapped[str]
    masks: Mapped[str]
    __table_args__ = strict(rowid=False)


class Place(Base):
    """Where a coder stopped: the document, the cursor and the first offset in view."""

    __tablename__ = "places"
    coder_id: Mapped[int] = mapped_column(ForeignKey("coders.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    cursor: Mapped[int]
    top: Mapped[int]
    at: Mapped[str]
    __table_args__ = strict(rowid=False)
