"""Several papers as one file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that the format knows: the same papers give the same bytes


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """Put files into one .zip, in their order.

    >>> import zipfile, io
    >>> data = write_archive({"ก.txt": b"1"})
    >>> zipfile.ZipFile(io.BytesIO(data)).namelist(), data == write_archive({"ก.txt": b"1"})
    (['ก.txt'], True)
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.create_system = 3  # else the system of this machine
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()
