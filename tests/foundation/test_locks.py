import subprocess
import sys
import threading
from pathlib import Path

from app.foundation import locks
from config import PROJECT

HOLD = """
import pathlib, sys
from app.foundation import locks
lock = locks.take(pathlib.Path(sys.argv[1]))
print(lock, flush=True)
input()
"""


def test_lock_is_had_by_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "some.lock"
    first = locks.take(path)
    assert first is not None
    assert locks.take(path) is None
    first.release()
    second = locks.take(path)
    assert second is not None
    second.release()


def test_lock_is_free_when_its_holder_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "some.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert b"Lock" in holder.stdout.readline()
        assert locks.take(path) is None
        holder.kill()
        holder.wait()
        lock = locks.take(path)
    assert lock is not None
    lock.release()


def test_who_waits_gets_the_lock_in_the_end(tmp_path: Path) -> None:
    path = tmp_path / "some.lock"
    order: list[str] = []
    waiting = threading.Event()

    def wait() -> None:
        waiting.set()
        with locks.held(path):
            order.append("second")

    with locks.held(path):
        thread = threading.Thread(target=wait)
        thread.start()
        waiting.wait()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
