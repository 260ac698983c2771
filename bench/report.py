"""What the benchmarks have to say, and on which machine."""

import os
import platform
import statistics
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True)
class Reach:
    """One thing that was to be reached: what was asked for, what came out. `met` is None where it was not measured."""

    measure: str
    asked: str
    measured: str
    met: bool | None


@dataclass(frozen=True)
class AtLeast:
    """What the median of some ratios is to reach."""

    measure: str
    bound: float

    def reached(self, figures: Sequence[float]) -> Reach:
        """Return the row with what came out."""
        return Reach(self.measure, self._asked, spread(figures, 3), self._holds(statistics.median(figures)))

    def not_measured(self, reason: str) -> Reach:
        """Return the row that says why nothing came out."""
        return Reach(self.measure, self._asked, reason, None)

    @property
    def _asked(self) -> str:
        return f"at least {self.bound:g}"

    def _holds(self, median: float) -> bool:
        return median >= self.bound


class AtMost(AtLeast):
    """What the median of some ratios is not to exceed."""

    @property
    def _asked(self) -> str:
        return f"at most {self.bound:g}"

    def _holds(self, median: float) -> bool:
        return median <= self.bound


@dataclass(frozen=True)
class Part:
    """What one benchmark came to: its rows for the table of what was to be reached, and its own section."""

    reaches: Sequence[Reach]
    text: str


def document(parts: Iterable[Part]) -> str:
    """Return the whole report as Markdown."""
    parts = list(parts)
    words = {True: "yes", False: "**no**", None: "not measured"}
    rows = [(r.measure, r.asked, r.measured, words[r.met]) for part in parts for r in part.reaches]
    beginning = f"# Results\n\n{datetime.now(UTC):%Y-%m-%d}, {machine()}.\n"
    summary = [f"## Reach\n\n{table(('measure', 'reach', 'measured', 'met'), rows)}"] if rows else []
    return "\n".join([beginning, *summary, *(part.text for part in parts)])


def spread(figures: Sequence[float], digits: int = 2) -> str:
    """Return the median with the smallest and the largest figure behind it."""
    if not figures:
        return "–"
    return f"{statistics.median(figures):,.{digits}f} ({min(figures):,.{digits}f} to {max(figures):,.{digits}f})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def machine() -> str:
    """Return processor, cores, kernel and the versions that matter."""
    names = [line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
             if line.startswith("model name")]  # fmt: skip
    return ", ".join(
        [
            names[0] if names else platform.machine(),
            f"{os.cpu_count()} cores",
            f"Linux {platform.release()}",
            f"Python {platform.python_version()}",
            f"Granian {version('granian')}",
            *_of_programs(),
        ]
    )


def _of_programs() -> list[str]:
    found = []
    for command in (["nginx", "-v"], ["wrk", "-v"]):
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            continue
        words = (done.stdout + done.stderr).split()
        # "nginx version: nginx/1.22.1" and "wrk debian/4.1.0-3+b2 [epoll] …".
        found.append(next((word for word in words if "/" in word), words[0]).replace("debian", "wrk").replace("/", " "))
    return found
