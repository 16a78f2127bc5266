"""Zip archives whose bytes do not tell when they were written."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_NEVER: Final = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes], plain: Collection[str] = ()) -> bytes:
    """An archive of these files, in their order.

    Args:
        files: Their contents by name.
        plain: Names of those that are not compressed.
    """
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _NEVER)
            info.compress_type = zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            archive.writestr(info, content)
    return data.getvalue()


def zipped_again(data: bytes) -> bytes:
    """An archive that another library made, without the time when it did."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})
