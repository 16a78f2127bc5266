"""What `qda.open` gives: a project, of which every frame is read anew."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qda.codebook.condition import parse_condition
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from polars import DataFrame

    from qda.analysis.dataset import Dataset
    from qda.analysis.matrix import Matrix
    from qda.analysis.options import Options
    from qda.frames.columns import Column


@dataclass(frozen=True, slots=True)
class Frames:
    """A project as data frames, for some coders. Nothing is ever written to it.

    Attributes:
        folder: The project's folder.
        coders: Whose coding; none means the main coder's.
        layer: Which layer of it.
        language: What labels are in, where they have it.
    """

    folder: Path
    coders: tuple[str, ...] = ()
    layer: str = "independent"
    language: str = ""

    def codings(self) -> DataFrame:
        """One row a coding: where it stands, who speaks, the words, when it was made, the memo.

        Start and end are code points into the document's text, the end exclusive; `made` is in
        UTC.
        """
        from qda.frames.columns import frame
        from qda.frames.rows import KEYS, codings, made

        found = frame(codings(self._data()))
        with self._project() as project, project.read() as session:
            besides = frame(made(session, self.layer))
        return found.join(besides, on=KEYS, how="left", maintain_order="left")

    def summaries(self) -> DataFrame:
        """One row a summary of the framework matrix: its words, and the passages they cite.

        `[1]` in the words is the first of the references, each `document:start-end`; `written` is
        in UTC.
        """
        from qda.frames.columns import frame
        from qda.frames.rows import summaries
        from qda.project.coders import whose
        from qda.project.summaries import read_summaries

        with self._project() as project:
            coders = self.coders or whose(project, self.layer)
            with project.read(together=True) as session:
                return frame(summaries(read_summaries(session, coders)))

    def segments(self) -> DataFrame:
        """One row a segment: who speaks, whether all coders have read it, its codes, the words."""
        from qda.frames.rows import segments

        return self._frame(segments)

    def documents(self) -> DataFrame:
        """One row a document: its cases, the informants' segments and words, its attributes."""
        from qda.frames.rows import documents

        return self._frame(documents)

    def cases(self) -> DataFrame:
        """One row a case: its documents and its attributes, each in the type of its kind."""
        from qda.frames.rows import cases

        return self._frame(cases)

    def codes(self) -> DataFrame:
        """One row a code, in the order of the codebook."""
        from qda.frames.rows import codes

        return self._frame(codes)

    def matrix(self, *, tidy: bool = False, **options: Any) -> DataFrame:
        """A matrix, as `qda matrix` counts it.

        Args:
            tidy: One row a cell, with count, base, share and state, instead of one a code.
            options: Those of `qda.analysis.options.Options`; conditions as they are written on
                the command line: `where=["sector=hospital"]`, `having=["screening in document"]`.

        Raises:
            QdaError: Something that is named is not there, or options contradict each other.
        """
        from qda.frames import matrices
        from qda.frames.columns import frame

        found = self.count(**options)
        return frame(matrices.tidy(found) if tidy else matrices.wide(found))

    def count(self, **options: Any) -> Matrix:
        """The same as an object, with its footnotes and where it comes from."""
        from qda.analysis.matrix import matrix

        return matrix(self._data(), _options(options))

    def passages(
        self,
        code: str,
        column: str | None = None,
        *,
        attributes: Sequence[str] = (),
        **options: Any,
    ) -> DataFrame:
        """The passages of a code, or those behind one cell of its row in a matrix.

        Args:
            code: The id of the code; what lies under it is joined to its passages.
            column: The heading of the column; None means all.
            attributes: Attributes of cases or documents to give with each passage.
            options: Those of the matrix.

        Raises:
            QdaError: Something that is named is not there.
        """
        from qda.analysis.behind import behind
        from qda.frames.columns import frame
        from qda.frames.rows import passages

        data, asked = self._data(), _options(options)
        at = None if column is None else self._column(column, options)
        return frame(passages(behind(data, asked, code, at, attributes=attributes)))

    def _column(self, heading: str, options: dict[str, Any]) -> int:
        columns = self.count(**options).columns
        if heading not in columns:
            raise QdaError(f"There is no column “{heading}”; there are: {', '.join(columns)}.")
        return columns.index(heading)

    def _frame(self, columns: Callable[[Dataset], list[Column]]) -> DataFrame:
        from qda.frames.columns import frame

        return frame(columns(self._data()))

    def _data(self) -> Dataset:
        from qda.analysis.load import load

        with self._project() as project:
            return load(project, coders=self.coders, layer=self.layer, language=self.language)

    def _project(self) -> Any:
        from qda.project.store import Project

        return Project.open(self.folder)


def open_frames(
    folder: str | Path = ".",
    *,
    coders: Sequence[str] = (),
    layer: str = "independent",
    language: str = "",
) -> Frames:
    """Open the project in a folder.

    Args:
        folder: The project's folder.
        coders: Whose coding; none means the main coder's.
        layer: Which layer of it.
        language: What labels are in, where they have it, as nb or en.

    Raises:
        QdaError: There is no project there.
    """
    found = Frames(Path(folder), tuple(coders), layer, language)
    with found._project():
        return found


def _options(options: dict[str, Any]) -> Options:
    from qda.analysis.having import parse_having
    from qda.analysis.options import Options

    readers: dict[str, Callable[[str], object]] = {
        "where": parse_condition,
        "having": parse_having,
    }
    for name, read in readers.items():
        if name in options:
            given = options[name]
            each = [given] if isinstance(given, str) else given
            read_all = tuple(read(one) if isinstance(one, str) else one for one in each)
            options = {**options, name: read_all}
    for name in ("codes", "only"):
        if isinstance(options.get(name), str):
            options = {**options, name: (options[name],)}
    return Options().changed(**options)
