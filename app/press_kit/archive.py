"""Zip files with the same bytes whenever they are made."""

import zipfile
from datetime import datetime

# MS-DOS's calendar, which zip files use, begins and ends here.
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
# Bytes that are compressed already are stored as they are.
_COMPRESSED = (".jpg", ".pdf", ".docx")
# A regular file that everybody may read, as Unix says it in the upper half.
_MODE = 0o100644 << 16


def add_file(archive: zipfile.ZipFile, name: str, data: bytes, changed: datetime) -> None:
    """Add a file by its whole content; the archive shows the local time of `changed`."""
    year = min(max(changed.year, _FIRST_YEAR), _LAST_YEAR)
    entry = zipfile.ZipInfo(name, (year, changed.month, changed.day, changed.hour, changed.minute, changed.second))
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
    # Unix, wherever it was made.
    entry.create_system = 3
    entry.external_attr = _MODE
    archive.writestr(entry, data)
