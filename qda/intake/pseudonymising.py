"""Pseudonymising a document, from what is proposed to the file written anew.

The same for a command line and for a screen: what lies between is `naming`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qda.intake.naming import Naming
from qda.intake.pseudonyms import Namer, Words, propose
from qda.intake.pseudonyms_key import KeyList, write_key
from qda.intake.pseudonyms_store import Draft, Replaced, read_draft, replace_names

if TYPE_CHECKING:
    from qda.project.store import Project


@dataclass(frozen=True, slots=True)
class Begun:
    """A document whose names are gone through.

    Attributes:
        draft: The document as it is stored.
        naming: The names proposed, and what was said to each so far.
    """

    draft: Draft
    naming: Naming


def begin(project: Project, document: str, keys: KeyList, words: Words) -> Begun:
    """Look for the names of a document; this loads the language pipeline.

    Args:
        project: The open project.
        document: The document's name.
        keys: Who is who so far: the same name gets the same pseudonym.
        words: The language of the pseudonyms.

    Raises:
        QdaError: There is no such document, or coders have left something in it.
    """
    from qda.language.names import find_names, placed
    from qda.language.pipeline import load

    draft = read_draft(project, document)
    turns = [(turn.start, turn.end) for turn in draft.document.turns]
    texts = [draft.document.text[start:end] for start, end in turns]
    mentions = placed(find_names(texts, load()), (start for start, _ in turns))
    namer = Namer(keys.known, words)
    proposals = propose(draft.material, mentions, keys.known, namer)
    return Begun(draft, Naming(draft.material, proposals, keys.known, namer))


def finish(
    project: Project, begun: Begun, keys: KeyList, file: Path, coder: str
) -> tuple[KeyList, Replaced]:
    """Write the key list, and then replace what was decided: without the list a name is lost.

    Returns:
        The longer key list, and what was done.

    Raises:
        QdaError: The list cannot be written, or `replace_names` refuses; then no name is replaced.
    """
    decided, document = begun.naming.decided, begun.draft.document.name
    longer = keys.with_decided(decided, document)
    write_key(file, longer)
    return longer, replace_names(project, document, decided, coder=coder)


def original_of(begun: Begun, folder: Path) -> Path | None:
    """The file in the project's folder that the document was read from; None where none is."""
    original = folder / "corpus" / begun.draft.file_name
    return original if original.is_file() else None


def remains(begun: Begun, done: Replaced, folder: Path) -> Iterator[str]:
    """What is left to do by hand, a sentence each."""
    if done.traces:
        yield (
            "Traces of the names may be left in the file, which could not be written anew "
            f"({done.traces}); `qda index --anew` does it when no other program has it open."
        )
    for where in done.elsewhere:
        yield f"Some of these names still stand in other {where}."
    if original := original_of(begun, folder):
        yield f"{original} still holds the names; move it to where the key list lies."
