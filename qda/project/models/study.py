"""What is studied: documents, who speaks in them, cases and what is known of them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qda.project.models.base import Base, strict


class Document(Base):
    """A transcript. ``key`` is the SHA-256 of its text, with its name where two texts are equal."""

    __tablename__ = "documents"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    text: Mapped[str]
    text_hash: Mapped[str]
    file_hash: Mapped[str]
    file_name: Mapped[str]
    encoding: Mapped[str]
    segmenter: Mapped[str]
    """What laid down the segments, as ``sentence/rules-2``: the kind, then the splitter's name."""
    added_at: Mapped[str]
    __table_args__ = strict(lasting=True)


class Speaker(Base):
    """One voice in one document, with a role."""

    __tablename__ = "speakers"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    label: Mapped[str]
    role: Mapped[str]
    __table_args__ = strict(
        UniqueConstraint("document_id", "label"),
        CheckConstraint("role IN ('informant', 'interviewer', 'other')"),
        lasting=True,
    )


class Turn(Base):
    """One speaker's stretch of text, [start, end) in code points; times in seconds."""

    __tablename__ = "turns"
    document_id: Mapped[int] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speakers.id"), index=True)
    time_start: Mapped[float | None]
    time_end: Mapped[float | None]
    __table_args__ = strict(rowid=False)


class Segment(Base):
    """The unit of coding, numbered from 1 within its document; stored, never recomputed."""

    __tablename__ = "segments"
    document_id: Mapped[int] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    turn: Mapped[int]
    __table_args__ = strict(rowid=False)


class Case(Base):
    """An informant."""

    __tablename__ = "cases"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    __table_args__ = strict(lasting=True)


class CaseDocument(Base):
    """A case speaks in a document: through one speaker, or (``speaker_id`` null) through all."""

    __tablename__ = "case_documents"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speakers.id", ondelete="CASCADE"))
    __table_args__ = strict(UniqueConstraint("case_id", "document_id", "speaker_id"))


class Attribute(Base):
    """A typed property of cases or of documents."""

    __tablename__ = "attributes"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    position: Mapped[int]
    __table_args__ = strict(
        UniqueConstraint("owner", "name"),
        CheckConstraint("owner IN ('case', 'document')"),
        CheckConstraint("kind IN ('text', 'number', 'yesno', 'date', 'many')"),
    )


class Value(Base):
    """What one case or document has in one attribute.

    No row means unknown; ``value`` null means not applicable; an attribute of kind *many*
    has one row a value, in order.
    """

    __tablename__ = "attribute_values"
    attribute_id: Mapped[int] = mapped_column(
        ForeignKey("attributes.id", ondelete="CASCADE"), primary_key=True
    )
    owner_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str | None]
    __table_args__ = strict(rowid=False)


class ValueText(Base):
    """What an attribute said of a case before or after a change, as JSON: undo needs it.

    It is about people, so it stays out of the history and can be blanked.
    """

    __tablename__ = "value_texts"
    id: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    __table_args__ = strict(rowid=False)


class Band(Base):
    """Bands of the numbers of an attribute, by their limits: a JSON list of numbers as text."""

    __tablename__ = "bands"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    attribute_id: Mapped[int] = mapped_column(ForeignKey("attributes.id", ondelete="CASCADE"))
    limits: Mapped[str]


class IndexedWord(Base):
    """A different word of the project's texts, in lower case, with its dictionary form."""

    __tablename__ = "indexed_words"
    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(unique=True)
    lemma: Mapped[str] = mapped_column(index=True)


class IndexedText(Base):
    """The words of one document in their order, for searching; made from its text alone.

    ``words`` are the row numbers of `IndexedWord` as 32-bit whole numbers, 0 where a sentence, a
    turn or the text ends; ``starts`` where each begins, in code points, as 16-bit whole numbers,
    or 32-bit in a longer text. Both little-endian.
    """

    __tablename__ = "indexed_texts"
    document_id: Mapped[int] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    text_hash: Mapped[str]
    maker: Mapped[str]
    """Name and version of what found words and dictionary forms."""
    words: Mapped[bytes]
    starts: Mapped[bytes]
