"""Where figures come from: what every export says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

import qda
from qda.analysis.axes import whole
from qda.analysis.counting import Bases
from qda.analysis.ground import Ground
from qda.analysis.relation import ints

if TYPE_CHECKING:
    from qda.analysis.dataset import Dataset, Source
    from qda.analysis.options import Combine, Options
    from qda.analysis.select import Selection


@dataclass(frozen=True, slots=True)
class Provenance:
    """Project, codebook, coders and filters of a figure; never a path, a host or the time of day.

    Attributes:
        source: The project, the codebook's version and the layer.
        coders: The coders it is of.
        combine: How several coders were put together; None for one coder.
        where: The conditions, as written in one canonical form, sorted.
        codes: The codes it was limited to, each with all under it, or alone; none means all.
        documents: How many documents were selected.
        cases: How many cases were selected.
        segments: How many segments the informants speak in these documents.
        read: How many of these all the coders have read, under any version of the codebook.
        version: The version of qda.
    """

    source: Source
    coders: tuple[str, ...]
    combine: Combine | None
    where: tuple[str, ...]
    codes: tuple[str, ...]
    documents: int
    cases: int
    segments: int
    read: int
    version: str = qda.__version__

    def lines(self) -> tuple[tuple[str, str], ...]:
        """What it says, as pairs of heading and text."""
        source = self.source
        codebook = f"version {source.codebook_version}, {source.codebook_hash[:12]}"
        together = f" (combined: {self.combine})" if self.combine else ""
        changed = source.last_change
        return (
            ("project", source.project or "not named"),
            ("codebook", codebook if source.codebook_version else "none applied"),
            ("layer", source.layer),
            ("coder" if len(self.coders) == 1 else "coders", "; ".join(self.coders) + together),
            ("codes", ", ".join(self.codes) or "all"),
            ("where", " and ".join(self.where) or "everything"),
            *([("codings made", f"{source.made} (UTC)")] if source.made else []),
            ("documents", str(self.documents)),
            ("cases", str(self.cases)),
            ("read", f"{self.read} of {self.segments} informants' segments{self._percent()}"),
            ("segmenter", ", ".join(source.segmenters) or "none"),
            ("last change", changed.isoformat(timespec="seconds") if changed else "none"),
            ("qda", self.version),
        )

    def _percent(self) -> str:
        return f" ({100 * self.read / self.segments:.1f} %)" if self.segments else ""


def provenance(
    data: Dataset,
    selection: Selection,
    options: Options,
) -> Provenance:
    """The provenance of a figure of this selection."""
    filters = {str(one) for one in (*options.where, *options.having)}
    if options.read:
        filters.add("read to the end")
    everyone = Bases(ints([0]), np.ones((1, data.nobody + 1), dtype=np.bool_))
    ground = Ground.lay(data, whole(data), selection, everyone)
    return Provenance(
        source=data.source,
        coders=data.coders,
        combine=options.combine if len(data.coders) > 1 else None,
        where=tuple(sorted(filters)),
        codes=(*options.codes, *(f"{code} alone" for code in options.only)),
        documents=int(selection.documents.sum()),
        cases=int(selection.cases[: data.nobody].sum()),
        segments=int(ground.amount("segments")[0, 0]),
        read=int(ground.read([()], range(len(data.coders)))[0, 0]),
    )
