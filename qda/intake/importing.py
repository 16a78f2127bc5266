"""Bringing files into the project: found, read, cut into segments, stored, each told about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qda.errors import QdaError
from qda.intake.readers import read
from qda.intake.roles import guess_roles
from qda.intake.segments import lay_segments
from qda.intake.store import (
    find_same_text,
    refuse_taken_name,
    resegment_document,
    store_transcript,
)
from qda.intake.transcript import Role, Segment, SegmentKind, Transcript, Turn
from qda.language.sentences import RuleSegmenter, Segmenter, SegmenterChoice, segmenter
from qda.text import text_hash

if TYPE_CHECKING:
    from qda.project.store import Project

_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Cutting:
    """How transcripts are cut into segments.

    Attributes:
        kind: Into sentences, turns or paragraphs.
        choice: Which segmenter finds the sentences.
    """

    kind: SegmentKind = "sentence"
    choice: SegmenterChoice = "auto"

    @cached_property
    def segmenter(self) -> Segmenter:
        """The segmenter; loaded when first used, as the model takes a while."""
        return segmenter(self.choice) if self.kind == "sentence" else RuleSegmenter()

    @property
    def name(self) -> str:
        """What is stored with the segments: the kind, and for sentences the segmenter."""
        return f"sentence/{self.segmenter.name}" if self.kind == "sentence" else self.kind

    def lay(self, transcript: Transcript) -> tuple[Segment, ...]:
        """The segments of a transcript."""
        return lay_segments(transcript, self.kind, self.segmenter)


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as the import found it: the label, the role that was guessed, the turns."""

    label: str
    role: Role
    turns: int


@dataclass(frozen=True, slots=True)
class FileImported:
    """What became of one file.

    Attributes:
        path: The file.
        name: The document's name.
        encoding: How its bytes were read; None where the format settles it.
        voices: The speakers, in the order in which they first speak.
        segments: How many segments it has.
        segmenter: What laid them down; '' for a document that was there.
        there_already: The same text was in the project before, under this name.
        notes: Sentences of the reader.
    """

    path: Path
    name: str
    encoding: str | None
    voices: tuple[Voice, ...]
    segments: int
    segmenter: str
    there_already: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileRefused:
    """A file that was not imported, and why."""

    path: Path
    error: QdaError


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named, in the order that numbers in names give.

    In folders, tables (csv), hidden files and those that Word makes while it edits are left out.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (file for file in path.rglob("*") if file.is_file() and _wanted(file, path))
            found.update(dict.fromkeys(sorted(inside, key=_by_number)))
        else:  # one that is not there is named when it is its turn, and the others come in
            found[path] = None
    return list(found)


def _wanted(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    hidden = any(part.startswith((".", "~$")) for part in parts)
    return not hidden and file.suffix.lower() != ".csv"


def _by_number(path: Path) -> list[tuple[int, str]]:
    """T2 before T10."""
    parts = _NUMBERS.split(str(path))
    return [(int(part), "") if part.isdigit() else (0, part.casefold()) for part in parts]


def import_files(
    project: Project,
    files: Sequence[Path],
    cutting: Cutting,
    *,
    coder: str,
    speaker: re.Pattern[str] | None = None,
    name: str | None = None,
    dry_run: bool = False,
) -> Iterator[FileImported | FileRefused]:
    """Import files one by one; one that cannot be read does not stop the others.

    Args:
        project: The open project.
        files: The files.
        cutting: How they are cut into segments.
        coder: Who imports.
        speaker: What opens a turn, where the labels are unusual.
        name: The document's name, for one file only.
        dry_run: Say what would come, and store nothing.
    """
    for path in files:
        try:
            transcript = read(path, speaker)
            yield _import(project, path, transcript, cutting, coder, name, dry_run)
        except QdaError as error:
            yield FileRefused(path, error)


def _import(
    project: Project,
    path: Path,
    transcript: Transcript,
    cutting: Cutting,
    coder: str,
    name: str | None,
    dry_run: bool,
) -> FileImported:
    roles = guess_roles(transcript)
    with project.read() as session:  # looked for before the cutting, which takes longest
        there = find_same_text(session, text_hash(transcript.text), name)
    if there is not None:
        return _said(path, transcript, roles, there.name, there.segments)
    segments = cutting.lay(transcript)
    wanted = name or transcript.name
    if dry_run:
        _refuse_taken(project, wanted)
    else:
        store_transcript(
            project,
            transcript,
            segments,
            cutting.name,
            roles,
            coder=coder,
            file_name=path.name,
            name=name,
        )
    return _said(path, transcript, roles, wanted, len(segments), cutting.name)


def _refuse_taken(project: Project, name: str) -> None:
    with project.read() as session:
        refuse_taken_name(session, name)


def _said(
    path: Path,
    transcript: Transcript,
    roles: dict[str, Role],
    name: str,
    segments: int,
    segmenter_name: str = "",
) -> FileImported:
    turns = [turn.speaker for turn in transcript.turns]
    return FileImported(
        path=path,
        name=name,
        encoding=transcript.encoding,
        voices=tuple(Voice(label, role, turns.count(label)) for label, role in roles.items()),
        segments=segments,
        segmenter=segmenter_name,
        there_already=not segmenter_name,
        notes=transcript.notes,
    )


def resegment(project: Project, name: str, cutting: Cutting, *, coder: str) -> int:
    """Cut an uncoded document anew.

    Returns:
        How many segments it has now.

    Raises:
        QdaError: There is no such document, or coders have left something in it.
    """
    from qda.project.documents import find_document, read_document

    with project.read(together=True) as session:
        stored = read_document(session, find_document(session, name).id)
    turns = tuple(Turn(turn.start, turn.end, turn.speaker) for turn in stored.turns)
    segments = cutting.lay(Transcript(name, stored.text, turns))
    resegment_document(project, name, segments, cutting.name, coder=coder)
    return len(segments)
