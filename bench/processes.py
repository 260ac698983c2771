"""What the processes of a server use, read from Linux's /proc.

A server is started as the leader of a session of its own; all processes of that session are the server.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
KIBIBYTE = 1024
# Where the fields stand behind the command's name in /proc/PID/stat, see proc(5).
STATE, PARENT, SESSION, USER_TIME, SYSTEM_TIME = 0, 1, 3, 11, 12

# Where in the first line of /proc/stat the time stands that the hypervisor gave to others.
STOLEN = 7


@dataclass(frozen=True)
class Memory:
    """The memory of one process, in bytes: `proportional` divides shared pages among those who share them."""

    process: int
    proportional: int
    resident: int


def of_server(leader: int) -> list[int]:
    """Return the ids of all processes in the session that `leader` leads, itself included."""
    return sorted(process for process, fields in _all() if int(fields[SESSION]) == leader)


def workers(leader: int) -> list[int]:
    """Return the ids of the processes that `leader` has started itself."""
    return sorted(process for process, fields in _all() if int(fields[PARENT]) == leader)


def processor_seconds(leader: int) -> float:
    """Return the processor time that the server's processes have used so far, user and system together, in seconds."""
    ticks = sum(int(f[USER_TIME]) + int(f[SYSTEM_TIME]) for _, f in _all() if int(f[SESSION]) == leader)
    return ticks / TICKS_PER_SECOND


def stolen() -> Callable[[], float]:
    """Begin to watch the processor; what is returned says which share of it (0 to 1) other machines took since then."""
    before = _machine_ticks()

    def share() -> float:
        passed = [now - then for now, then in zip(_machine_ticks(), before, strict=True)]
        return passed[STOLEN] / max(sum(passed), 1)

    return share


def memory(leader: int) -> list[Memory]:
    """Return the memory of each of the server's processes."""
    return [_memory(process) for process in of_server(leader)]


def lock_holder(path: Path) -> int | None:
    """Return the id of the process that holds an flock on the file, if one does; see /proc/locks in proc(5)."""
    try:
        inode = path.stat().st_ino
    except FileNotFoundError:
        return None
    for line in Path("/proc/locks").read_text().splitlines():
        # 1: FLOCK  ADVISORY  WRITE 1234 fe:01:123456 0 EOF; a line with an arrow is somebody who waits.
        fields = line.split()
        if fields[1] == "FLOCK" and fields[5].rpartition(":")[2] == str(inode):
            return int(fields[4])
    return None


def _all() -> list[tuple[int, list[str]]]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            text = (folder / "stat").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        # The command's name stands in brackets and may hold spaces and brackets of its own.
        fields = text.rpartition(")")[2].split()
        # One that has ended, and that nobody has asked for its status yet, is not there any more.
        if fields[STATE] != "Z":
            found.append((int(folder.name), fields))
    return found


def _machine_ticks() -> list[int]:
    # The last two fields, for guests, are in the first two already.
    return [int(ticks) for ticks in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]


def _memory(process: int) -> Memory:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    kibibytes = {name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines)}
    return Memory(process, kibibytes["Pss"] * KIBIBYTE, kibibytes["Rss"] * KIBIBYTE)
