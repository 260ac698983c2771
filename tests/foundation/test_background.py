import logging

import pytest
from flask import Flask, current_app

from app.foundation import background
from app.foundation.background import Task


def test_task_that_fails_is_reported_once_and_keeps_nobody_from_working(caplog: pytest.LogCaptureFixture) -> None:
    app = Flask("newsroom")
    done: list[str] = []
    outcomes = iter([True, False, False, True, False])

    def sometimes() -> None:
        if not next(outcomes):
            raise OSError("no room")

    background.every_second(app, sometimes)
    background.every_second(app, lambda: done.append(current_app.name))
    failed: set[Task] = set()
    reported = []
    for _ in range(5):
        with caplog.at_level(logging.ERROR):
            background.run(app, failed)
        reported.append(len(caplog.records))
    assert reported == [0, 1, 1, 1, 2]
    assert "no room" in caplog.text
    assert done == ["newsroom"] * 5
