"""The programs from Debian that the benchmarks compare with, or measure by."""

import os
import shutil
import subprocess
import sys

PROGRAMS = ("nginx", "wrk")


def missing() -> list[str]:
    """Install what is missing where that is possible (as root, with apt-get); return what is missing still."""
    wanted = _absent()
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        sys.stderr.write(f"Installing {' and '.join(wanted)} …\n")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", *wanted]):
            subprocess.run(["apt-get", "--quiet", *command], env=environment, stdout=sys.stderr, check=False)
    return _absent()


def advice(absent: list[str]) -> str:
    """Return the words that say how to get the programs."""
    return f"missing: {' and '.join(absent)}; `apt-get install {' '.join(absent)}`"


def _absent() -> list[str]:
    return [name for name in PROGRAMS if shutil.which(name) is None]
