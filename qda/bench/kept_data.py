"""A project's data set, kept as long as nothing that figures rest on has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # numpy and SQLAlchemy come with these; the first paint does not wait for them
    from qda.analysis.dataset import Dataset
    from qda.project.store import Project

_BESIDE: Final = ("mark", "memo", "link", "quotation", "summary", "reference")
"""What changes no figure."""


@dataclass(slots=True)
class KeptData:
    """Reads on the thread that has the project open, and only there."""

    _kept: tuple[object, Dataset] | None = field(default=None, init=False)

    def of(self, project: Project, coders: Sequence[str], language: str = "") -> Dataset:
        """The data set of some coders' coding; of none, of the material alone.

        Raises:
            QdaError: A coder is not there.
        """
        from qda.analysis.load import load, load_uncoded
        from qda.coding.reading import newest_event

        with project.read() as session:
            key = (tuple(coders), language, newest_event(session, _BESIDE))
        if self._kept is None or self._kept[0] != key:
            coded = partial(load, project, coders=coders, language=language)
            self._kept = key, coded() if coders else load_uncoded(project)
        return self._kept[1]
