"""`qda import`."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.cli.common import (
    coder_option,
    count,
    open_project,
    progress,
    project_option,
    say,
    warn,
    who,
)
from qda.cli.index import index_words
from qda.errors import QdaError
from qda.language.choice import CHOICES, Choice

if TYPE_CHECKING:
    from qda.intake.importing import FileImported, FileRefused
    from qda.intake.transcript import SegmentKind

_SECONDS_WITHOUT_WORD = 1.0


def cutting_options(command: click.decorators.FC) -> click.decorators.FC:
    """`--segments` and `--segmenter`."""
    segments = click.option(
        "--segments",
        type=click.Choice(["sentence", "turn", "paragraph"]),
        default="sentence",
        show_default=True,
        help="What the units of coding are.",
    )
    segmenter = click.option(
        "--segmenter",
        type=click.Choice(CHOICES),
        default="auto",
        show_default=True,
        help="What finds the sentences; auto: what `qda language` says.",
    )
    return segments(segmenter(command))


@click.command("import")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
@cutting_options
@click.option("--speaker", metavar="REGEX", help="What opens a turn, where labels are unusual.")
@click.option("--name", help="The document's name, for one file; by default the file's.")
@click.option("--dry-run", is_flag=True, help="Say what would come, and store nothing.")
@project_option
@coder_option
def command(
    paths: tuple[Path, ...],
    segments: SegmentKind,
    segmenter: Choice,
    speaker: str | None,
    name: str | None,
    dry_run: bool,
    project: str | None,
    coder: str | None,
) -> int:
    """Bring transcripts into the project.

    PATH is a .txt, .md, .docx, .vtt or .srt file, or a folder of them. A text that is there
    already is recognised. A file that cannot be read is named, and the others come in; the exit
    code is then 2. In folders csv files are left out.
    """
    from qda.intake.importing import Cutting, find_files, import_files
    from qda.text import normalise

    pattern = _pattern(speaker)
    files = find_files(paths)
    if name is not None and len(files) != 1:
        raise QdaError("`--name` is for one file.")
    coder_name = who(coder)
    cutting = Cutting(segments, segmenter)
    with open_project(project) as store:
        if cutting.segmenter.note:
            warn(cutting.segmenter.note)
        results = import_files(
            store,
            files,
            cutting,
            coder=coder_name,
            speaker=pattern,
            name=None if name is None else " ".join(normalise(name).split()),
            dry_run=dry_run,
        )
        code = _tell_all(results, len(files), dry_run)
        if not dry_run:
            index_words(store)
        return code


def _pattern(speaker: str | None) -> re.Pattern[str] | None:
    try:
        return None if speaker is None else re.compile(speaker)
    except re.error as error:
        raise QdaError(f"`--speaker {speaker}` is no regular expression: {error}.") from error


def _tell_all(results: Iterable[FileImported | FileRefused], files: int, dry_run: bool) -> int:
    """Tell of each file as it comes; on a terminal, once it takes a while, how far it is."""
    from qda.intake.importing import FileRefused

    begin = time.monotonic()
    came, refused = 0, 0
    there: list[FileImported] = []
    for number, result in enumerate(results, 1):
        progress("")
        if isinstance(result, FileRefused):
            refused += 1
            warn(str(result.error))
        elif result.there_already:
            there.append(result)
        else:
            came += 1
            _tell_one(result)
        if time.monotonic() - begin > _SECONDS_WITHOUT_WORD:
            progress(f"{number} of {files} files")
    progress("")
    _tell_of_all(came, refused, there, "would come in" if dry_run else "came in")
    return 2 if refused else 0


def _tell_of_all(came: int, refused: int, there: Sequence[FileImported], verb: str) -> None:
    if len(there) == 1:
        say(f"{there[0].path} is there already, as {there[0].name}.")
    elif there:
        say(f"{len(there)} documents were there already.")
    if came or refused:
        ending = f"; {count(refused, 'file')} did not" if refused else ""
        say(f"{count(came, 'document')} {verb}{ending}.")


def _tell_one(result: FileImported) -> None:
    how = [result.encoding] if result.encoding else []
    how.append(f"{count(result.segments, 'segment')} by {result.segmenter}")
    say(f"{result.name}: {', '.join(how)}")
    voices = [f"{voice.label or '(none)'} {voice.role} {voice.turns}" for voice in result.voices]
    say(f"  speakers (role, turns): {'; '.join(voices)}")
    for note in result.notes:
        say(f"  {note}")
