"""Reading commands line by line, from a person at a terminal or from a script."""

from __future__ import annotations

import io
import os
import sys
from base64 import b64encode
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import click

from qda.coding.changes import words_of
from qda.errors import QdaError
from qda.plain import completing, words
from qda.plain.commands import QUIT, perform_line
from qda.plain.moving import read_here, where
from qda.plain.sitting import Sitting
from qda.project.store import Project
from qda.text import visible
from qda.tour import is_first_time


def run(folder: Path, coder: str, document: str | None, *, interactive: bool) -> int:
    """Code line by line until `quit` or the end of the input.

    Args:
        folder: The project's folder.
        coder: The coder's name.
        document: The document to begin with; by default the one where the coder stopped.
        interactive: Whether a person types: a prompt, completion, choices by number.

    Returns:
        The exit code: 2 where something is not saved, or a line of a script was a mistake.

    Raises:
        QdaError: The project cannot be opened, or has no such document.
    """
    _set_encodings()
    with Project.open(folder) as project:
        sitting = Sitting(project, coder, *((_ask, _copy) if interactive else ()))
        sitting.begin(document)
        lines = Person(sitting) if interactive else Script()
        try:
            return _converse(sitting, lines)
        except BrokenPipeError:  # nobody reads any more, as in `| head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        finally:
            sitting.keep_place()


class Lines(Protocol):
    """Where commands come from."""

    mistakes: int

    def __iter__(self) -> Iterator[str]: ...

    def refuse(self, why: str) -> None:
        """Say why a line could not be done."""


class Person:
    """Someone at a terminal."""

    def __init__(self, sitting: Sitting) -> None:
        self.mistakes = 0
        self._sitting = sitting

    def __iter__(self) -> Iterator[str]:
        completing.switch_on(self._sitting)
        _say(words.GREETING)
        if is_first_time():
            _say(words.TOUR)
        for line in (*where(self._sitting), *read_here(self._sitting)):
            _say(line)
        while True:
            try:
                yield input(f"{self._sitting.number}> ")
            except EOFError:
                _say()
                return
            except KeyboardInterrupt:
                _say()
                _say(words.DROPPED)

    def refuse(self, why: str) -> None:
        """Say why a line could not be done; the person goes on."""
        _say(why)


class Script:
    """Standard input without a terminal."""

    def __init__(self) -> None:
        self.mistakes = 0
        self._number = 0

    def __iter__(self) -> Iterator[str]:
        for number, line in enumerate(sys.stdin, start=1):
            self._number = number
            yield line.rstrip("\r\n")

    def refuse(self, why: str) -> None:
        """Say which line could not be done, and why; the rest goes on."""
        self.mistakes += 1
        click.echo(visible(f"line {self._number}: {why}"), err=True)


def _converse(sitting: Sitting, lines: Lines) -> int:
    told_of_backup: str | None = None
    for line in lines:
        try:
            if _is_quit(line):
                break
            for answer in perform_line(sitting, _checked(line)):
                _say(answer)
        except QdaError as error:
            lines.refuse(str(error))
        problem = sitting.project.backup_problem
        if problem is not None and problem != told_of_backup:
            click.echo(visible(words.no_backup(problem)), err=True)
        told_of_backup = problem
    lost = sitting.lost()
    if lost is not None:
        click.echo(visible(words.lost(words_of(lost))), err=True)
    return 2 if lines.mistakes or lost is not None else 0


def _is_quit(line: str) -> bool:
    word = line.strip()
    return bool(word) and word.casefold() in (QUIT.name, QUIT.short)


def _checked(line: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in line):
        raise QdaError(words.NOT_UTF8)
    return line


def _ask(shown: Sequence[str]) -> int | None:
    for number, name in enumerate(shown, start=1):
        _say(f"{number}: {name}")
    try:
        answer = input("Which number? ").strip()
    except (EOFError, KeyboardInterrupt):
        _say()
        return None
    chosen = int(answer) if answer.isdecimal() else 0
    return chosen - 1 if 1 <= chosen <= len(shown) else None


def _say(text: str = "") -> None:
    """One line; nothing in it reaches the terminal as a command."""
    click.echo(visible(text.replace("\n", " ")))


def _copy(text: str) -> None:
    """Ask the terminal to put words on the clipboard, as the screens do; it may not know how."""
    sys.stdout.write(f"\x1b]52;c;{b64encode(visible(text).encode()).decode()}\a")
    sys.stdout.flush()


def _set_encodings() -> None:
    """Scripts are UTF-8, as all files are; what a terminal cannot show does not stop the work."""
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
