"""Jobs are done by one process of a machine, and by the next when it ends."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask, current_app

from app.foundation import jobs
from tests.conftest import make_settings
from tests.support.waiting import wait_for

Process = Callable[[str], Flask]


@pytest.fixture(params=["file", "redis"])
def process(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Process]:
    """Make what a process of the server is to its jobs: the application, and the rounds of its background."""
    variables = {}
    if request.param == "redis":
        variables["REDIS_URL"] = request.getfixturevalue("redis_url")
    made: list[Flask] = []

    def make(name: str) -> Flask:
        app = Flask(name)
        jobs.init_app(app, make_settings(tmp_path, **variables))
        app.extensions["jobs"].flush()
        made.append(app)
        return app

    yield make
    for app in made:
        jobs.stop(app)


def work(app: Flask, folder: Path) -> None:
    jobs.work_unless_another_does(app, folder / "jobs.lock")


def test_one_process_works_and_the_next_takes_over(process: Process, tmp_path: Path) -> None:
    done: list[str] = []
    apps = [process("first"), process("second")]
    for app in apps:
        jobs.every_minute(app, lambda: done.append(current_app.name))
        work(app, tmp_path)
    wait_for(lambda: bool(done))
    jobs.stop(apps[0])
    assert set(done) == {"first"}
    work(apps[1], tmp_path)
    wait_for(lambda: "second" in done)


def test_job_that_fails_is_logged_and_keeps_no_other_from_being_done(
    process: Process, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app, done = process("newsroom"), []

    def fails() -> None:
        raise OSError("no room")

    def succeeds() -> None:
        done.append(True)

    jobs.every_minute(app, fails)
    jobs.every_minute(app, succeeds)
    with caplog.at_level(logging.ERROR):
        work(app, tmp_path)
        wait_for(lambda: bool(done) and "no room" in caplog.text)


def test_job_can_be_done_without_waiting_for_its_minute(process: Process, tmp_path: Path) -> None:
    app, done = process("newsroom"), []

    def task() -> None:
        done.append(current_app.name)

    jobs.every_minute(app, task)
    work(app, tmp_path)
    # The round of the minute in which the work begins.
    wait_for(lambda: bool(done))
    before = len(done)
    jobs.soon(app, task)
    wait_for(lambda: len(done) > before)


def test_queue_that_cannot_be_written_fails_nobody(
    process: Process, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = process("newsroom")

    def task() -> None: ...

    jobs.every_minute(app, task)

    def refuse(*_arguments: object) -> None:
        raise OSError("no queue")

    monkeypatch.setattr(app.extensions["jobs"].storage, "enqueue", refuse)
    with caplog.at_level(logging.ERROR):
        jobs.soon(app, task)
    assert "could not be put into the queue" in caplog.text
