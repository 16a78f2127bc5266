"""The tables of `qda.sqlite`, typed.

Integer ``id`` columns are row numbers of this file only and never leave it. What is read from
files is known to the world by its natural key (``Document.key``, ``Code.key``, a name); what
people make (codings, reviewed marks, memos, events) by a uuid7 made where it is made.

Nothing a coder made is deleted: ``removed`` is a tombstone, ``version`` counts the changes.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    REAL,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

INDEPENDENT: Final = "independent"
"""The layer of a coder's own, independent coding."""


class Base(DeclarativeBase):
    """Every table is STRICT: a column holds what its type says, or the write fails."""

    metadata = MetaData()
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's)
        str: Text,
        int: Integer,
        bool: Integer,
        float: REAL,
        bytes: LargeBinary,
    }
    __table_args__: Any = {"sqlite_strict": True}  # noqa: RUF012 (SQLAlchemy's)


def _strict(*constraints: Any, rowid: bool = True, lasting: bool = False) -> tuple[Any, ...]:
    """A table's options; the numbers of lasting rows are never given to another row.

    Programs hold these numbers while others remove and add rows.
    """
    options = {"sqlite_strict": True, "sqlite_with_rowid": rowid, "sqlite_autoincrement": lasting}
    return (*constraints, options)


class Setting(Base):
    """One choice of the project, such as its name or its main coder."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Coder(Base):
    """A person who codes, known by name."""

    __tablename__ = "coders"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    __table_args__ = _strict(lasting=True)


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
    __table_args__ = _strict(rowid=False)


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
    __table_args__ = _strict(lasting=True)


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
    """What laid down the segments, as ``sentence/rules-1``: the kind, then the splitter's name."""
    added_at: Mapped[str]
    __table_args__ = _strict(lasting=True)


class Speaker(Base):
    """One voice in one document, with a role."""

    __tablename__ = "speakers"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    label: Mapped[str]
    role: Mapped[str]
    __table_args__ = _strict(
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
    __table_args__ = _strict(rowid=False)


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
    __table_args__ = _strict(rowid=False)


class Case(Base):
    """An informant."""

    __tablename__ = "cases"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    __table_args__ = _strict(lasting=True)


class CaseDocument(Base):
    """A case speaks in a document: through one speaker, or (``speaker_id`` null) through all."""

    __tablename__ = "case_documents"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speakers.id", ondelete="CASCADE"))
    __table_args__ = _strict(UniqueConstraint("case_id", "document_id", "speaker_id"))


class Attribute(Base):
    """A typed property of cases or of documents."""

    __tablename__ = "attributes"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    position: Mapped[int]
    __table_args__ = _strict(
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
    __table_args__ = _strict(rowid=False)


class ValueText(Base):
    """What an attribute said of a case before or after a change, as JSON: undo needs it.

    It is about people, so it stays out of the history and can be blanked.
    """

    __tablename__ = "value_texts"
    id: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    __table_args__ = _strict(rowid=False)


class Band(Base):
    """Bands of the numbers of an attribute, by their limits: a JSON list of numbers as text."""

    __tablename__ = "bands"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    attribute_id: Mapped[int] = mapped_column(ForeignKey("attributes.id", ondelete="CASCADE"))
    limits: Mapped[str]


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
    __table_args__ = _strict(
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
    __table_args__ = _strict(
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
    __table_args__ = _strict(
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
    __table_args__ = _strict(
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
    __table_args__ = _strict(
        CheckConstraint("kind IN ('project', 'document', 'span', 'code', 'coding', 'case')"),
    )


class MemoText(Base):
    """One version of a memo's words. It may quote people, so it can be blanked."""

    __tablename__ = "memo_texts"
    memo_id: Mapped[str] = mapped_column(ForeignKey("memos.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    __table_args__ = _strict(rowid=False)


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
    __table_args__ = _strict(CheckConstraint('0 <= start AND start < "end"'))


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
    __table_args__ = _strict(
        CheckConstraint("choice IN ('first', 'second', 'both', 'neither')"),
    )


class SetAside(Base):
    """A version of a memo's words as it was before a merge, which taking it back brings back.

    It may quote people, as `MemoText` may, and is to be blanked with it.
    """

    __tablename__ = "memo_texts_set_aside"
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    memo_id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    __table_args__ = _strict(rowid=False)


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
    __table_args__ = _strict(
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
    __table_args__ = _strict(CheckConstraint('0 <= start AND start < "end"'))


class QuotationText(Base):
    """One version of what is written for a quotation: a translation, and the words of its masks.

    It may quote people, so it can be blanked. ``masks`` is JSON: one word a mask, in order.
    """

    __tablename__ = "quotation_texts"
    quotation_id: Mapped[str] = mapped_column(ForeignKey("quotations.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    translation: Mapped[str]
    masks: Mapped[str]
    __table_args__ = _strict(rowid=False)


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
    __table_args__ = _strict(rowid=False)


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
    __table_args__ = _strict(
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
