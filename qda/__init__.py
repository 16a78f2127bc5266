"""Code interview transcripts: codebook, codings, matrices and inter-coder comparison.

`qda.open(".")` gives a project's codings, segments, cases and matrices as polars data frames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qda.frames.project import Frames

__version__ = "0.1.0"


def open(  # noqa: A001 (as one opens a file: `qda.open`)
    folder: str | Path = ".",
    *,
    coders: Sequence[str] = (),
    layer: str = "independent",
    language: str = "",
) -> Frames:
    """Open the project in a folder, to read it as data frames.

    Args:
        folder: The project's folder.
        coders: Whose coding; none means the main coder's.
        layer: Which layer of it.
        language: What labels are in, where they have it, as nb or en.

    Raises:
        qda.errors.QdaError: There is no project there.
    """
    from qda.frames.project import open_frames  # nothing heavy is imported before it is needed

    return open_frames(folder, coders=coders, layer=layer, language=language)
