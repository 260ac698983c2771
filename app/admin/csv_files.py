"""Tables for spreadsheets (RFC 4180)."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

# What makes a spreadsheet read a cell as a formula: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> Response:
    """Return an answer that is saved as the file `name`, in UTF-8 with the mark by which Excel knows it.

    A text that would be read as a formula gets an apostrophe before it, which spreadsheets take as "this is text".
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return Response(
        file.getvalue().encode("utf-8-sig"),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
