"""`qda export`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qda.cli.common import count, find_folder, open_project, project_option, say, show, warn
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.exports.naming import Finding
    from qda.exports.recipe import Choice, Entry, Recipe

MADE_BY: Final = ("matrix", "framework", "quotes", "compare", "picture", "report", "transcript")
"""The commands that a recipe can call."""

_NOT_IN_A_RECIPE: Final = ("--output", "--project", "--format", "--units")
"""What says where to write, which the file's name does."""
_TRUE, _FALSE = ("true", "yes"), ("false", "no")


@click.command("export")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--check", is_flag=True, help="Write nothing; say which names stand in the folder exports."
)
@project_option
def command(files: tuple[str, ...], check: bool, project: str | None) -> int:
    """Write what `exports.yaml` lists into the folder exports, or only FILEs of it.

    \b
    coder: ingrid
    exports:
      - matrix: codes-by-sector.xlsx
        by: attribute:sector
        unit: cases
      - quotes: screening.docx
        code: screening

    Options are those of the command, without the dashes. A file that would not change is not
    touched. --check looks for cases, documents, speakers and memos in all files there are, and
    ends with 1 if it finds any.
    """  # noqa: D301 (click's own sign for lines that are kept as they are)
    from qda.exports.recipe import RECIPE, read_recipe

    folder = find_folder(project)
    if check:
        return _say_names(folder, _there(folder, files))
    recipe = read_recipe(folder / RECIPE, MADE_BY)
    wanted = _wanted(recipe, files)
    _refuse_unknown(recipe)
    exports = folder / "exports"
    tasks = [_Task.of(recipe, entry, folder, exports / entry.file) for entry in wanted]
    for task in tasks:
        (exports / task.entry.file).parent.mkdir(parents=True, exist_ok=True)
        task.run()
    _warn_of_names(folder, [exports / task.entry.file for task in tasks])
    return 0


def _warn_of_names(folder: Path, paths: list[Path]) -> None:
    """Say which of the files just written name somebody."""
    named = {one.path.relative_to(folder).as_posix() for one in _findings(folder, paths)}
    if named:
        warn(
            f"Names of the project stand in {', '.join(sorted(named))}; "
            "`qda export --check` says which."
        )


def _findings(folder: Path, paths: list[Path]) -> tuple[Finding, ...]:
    from qda.exports.naming import findings, names_of

    with open_project(str(folder)) as project, project.read() as session:
        names = names_of(session)
    return findings(paths, names)


def _there(folder: Path, files: tuple[str, ...]) -> list[Path]:
    """The files named, else all that are in the folder of exports."""
    exports = folder / "exports"
    if not files:
        return [path for path in exports.rglob("*") if path.is_file()]
    paths = [exports / file for file in files]
    for path in paths:
        if not path.is_file():
            raise QdaError("there is no such file.", path=path)
    return paths


def _say_names(folder: Path, paths: list[Path]) -> int:
    """Say which names stand in which files; 1 where there are any."""
    from qda.exports.naming import UNREADABLE

    found = _findings(folder, paths)
    if found:
        show(
            [
                (str(one.path.relative_to(folder)), one.name.kind, one.name.text, str(one.count))
                for one in found
            ],
            right=(3,),
        )
    for path in paths:
        if path.suffix.lower() in UNREADABLE:
            say(f"{path.relative_to(folder)} cannot be searched; look at it.")
    files = len({one.path for one in found})
    say(f"{count(len(paths), 'file')} looked through, {files} with names of the project in them.")
    say("Names that informants say themselves are not known to the project; read the quotations.")
    return int(bool(found))


def _wanted(recipe: Recipe, files: tuple[str, ...]) -> list[Entry]:
    names = {entry.file for entry in recipe.entries}
    for file in files:
        if file not in names:
            raise QdaError(f"there is no export “{file}”; there are: {', '.join(sorted(names))}.")
    return [entry for entry in recipe.entries if not files or entry.file in files]


def _refuse_unknown(recipe: Recipe) -> None:
    """Refuse an option at the top that no command has."""
    known = {name for made_by in MADE_BY for name in _options(_load(made_by))}
    for choice in recipe.common:
        if choice.name not in known:
            message = f"no export has an option “{choice.name}”."
            raise QdaError(message, path=recipe.path, line=choice.line)


@dataclass(frozen=True, slots=True)
class _Task:
    """One export, its options understood."""

    recipe: Recipe
    entry: Entry
    context: click.Context

    @classmethod
    def of(cls, recipe: Recipe, entry: Entry, folder: Path, path: Path) -> _Task:
        made_by = _load(entry.command)
        args = [*_arguments(recipe, entry, made_by), "--output", str(path)]
        args += ["--project", str(folder)]
        try:
            return cls(recipe, entry, made_by.make_context(entry.command, args))
        except click.UsageError as error:
            message = f"{entry.file}: {error.format_message().replace('--', '')}"
            raise QdaError(message, path=recipe.path, line=entry.line) from error

    def run(self) -> None:
        """Write it.

        Raises:
            QdaError: It cannot be made; the line of the recipe is named.
        """
        try:
            with self.context:
                self.context.command.invoke(self.context)
        except QdaError as error:
            message = f"{self.entry.file}: {error.message}"
            raise QdaError(message, path=self.recipe.path, line=self.entry.line) from error


def _load(name: str) -> click.Command:
    command: click.Command = import_module(f"qda.cli.{name}").command
    return command


def _options(made_by: click.Command) -> dict[str, click.Parameter]:
    """The options by their long names, and the arguments by theirs."""
    return {
        name.removeprefix("--"): option
        for option in made_by.params
        for name in option.opts
        if len(name.removeprefix("--")) > 1 and name not in _NOT_IN_A_RECIPE
    }


def _arguments(recipe: Recipe, entry: Entry, made_by: click.Command) -> Iterator[str]:
    """What would stand on the command line."""
    options = _options(made_by)
    own = {choice.name for choice in entry.choices}
    common = [one for one in recipe.common if one.name in options and one.name not in own]
    for choice in (*common, *entry.choices):
        if choice.name not in options:
            raise QdaError(
                f"`{entry.command}` has no option “{choice.name}”; "
                f"it has: {', '.join(sorted(options))}.",
                path=recipe.path,
                line=choice.line,
            )
        yield from _spelled(recipe, choice, options[choice.name])


def _spelled(recipe: Recipe, choice: Choice, option: click.Parameter) -> Iterator[str]:
    if isinstance(option, click.Argument):
        yield from choice.values
        return
    if not (isinstance(option, click.Option) and option.is_flag):
        for value in choice.values:
            yield f"--{choice.name}={value}"
        return
    said = " ".join(choice.values).casefold()
    if said not in (*_TRUE, *_FALSE):
        message = f"`{choice.name}` is true or false."
        raise QdaError(message, path=recipe.path, line=choice.line)
    if said in _TRUE:
        yield f"--{choice.name}"
