"""`make bench`: runs every benchmark, prints its table and writes `bench/results.md`."""

import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench import lists


def main() -> None:
    """Run the benchmarks on SQLite, and on PostgreSQL where one answers."""
    machine = f"{platform.processor() or platform.machine()}, Python {platform.python_version()}"
    parts = [f"# Results\n\n{datetime.now(UTC):%Y-%m-%d}, {machine}.\n", *lists.run()]
    text = "\n".join(parts)
    Path(__file__).with_name("results.md").write_text(text)
    sys.stdout.write(text)


main()
