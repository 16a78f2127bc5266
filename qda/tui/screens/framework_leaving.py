"""The framework matrix leaves the project: copied, or written once it was seen, naming nobody."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from qda.codebook.tree import LANGUAGE
from qda.errors import QdaError
from qda.text import visible
from qda.tui import words_framework as words
from qda.tui.screens.framework_choosing import FrameworkChoosing
from qda.tui.screens.preview import PreviewDialog
from qda.tui.words_matrix import FILE_TITLE, written

if TYPE_CHECKING:
    from qda.analysis.framework import Framework
    from qda.exports.covering import Covered
    from qda.exports.write import Written
    from qda.project.store import Project


class FrameworkLeaving(FrameworkChoosing):
    """The actions that take the matrix along."""

    _found: Framework | None = None
    """What is shown."""

    def action_copy(self) -> None:
        """Copy the matrix as it is shown, as Markdown."""
        if self._found is not None:
            from qda.exports.write import framework_bytes

            self.app.copy_to_clipboard(visible(framework_bytes(self._found, "md").decode()))
            self.notify(words.COPIED, timeout=2)

    def action_write(self) -> None:
        """Show the matrix as it will be written, naming nobody, and write it."""
        from qda.analysis.framework import Choice

        whose = self.whose
        choice = Choice(codes=self._columns, level=self._level, where=self._where)

        def read(project: Project) -> Covered | QdaError:
            from qda.exports.covering import load_covered

            try:
                return load_covered(project, choice, (whose,), LANGUAGE)
            except QdaError as error:
                return error

        self.ask(read, self._ask_for_file)

    @work
    async def _ask_for_file(self, read: Covered | QdaError) -> None:
        from qda.exports.framework import framework_sheet
        from qda.exports.preview import preview

        if isinstance(read, QdaError):
            self.say_error(read)
            return
        covered = read.framework
        show = partial(preview, framework_sheet(covered))
        said = (*read.named, *read.rare)
        dialog = PreviewDialog(FILE_TITLE, "framework.docx", show, said)
        typed = await self.app.push_screen_wait(dialog)
        if typed:
            self._write(covered, self.qda.folder / "exports" / Path(typed).expanduser())

    def _write(self, covered: Framework, path: Path) -> None:
        def write(_: Project) -> tuple[Written, ...] | QdaError:
            from qda.exports.write import write_framework

            try:
                return write_framework(covered, path, path.suffix.removeprefix(".").lower())
            except QdaError as error:
                return error

        self.ask(write, self._tell_written)

    def _tell_written(self, files: tuple[Written, ...] | QdaError) -> None:
        if isinstance(files, QdaError):
            self.say_error(files)
            return
        for file in files:
            self.notify(visible(written(str(file.path), file.changed)), markup=False)
