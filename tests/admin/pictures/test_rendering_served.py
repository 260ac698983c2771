"""Renditions at a real server: made beside the requests, and all the same when it is killed."""

import os
import re
import signal
import sqlite3
import urllib.request
from contextlib import closing
from pathlib import Path

from tests.pictures.samples import corners, encoded
from tests.support.desk import Desk
from tests.support.server import end, prepared, start
from tests.support.waiting import wait_for


def made(folder: Path) -> dict[str, int]:
    """Return how many renditions each picture has of which nothing is due."""
    with closing(sqlite3.connect(folder / "dateline.sqlite3")) as database:
        return dict(
            database.execute(
                "SELECT file_name, count(*) FROM pictures JOIN renditions ON picture_id = pictures.id"
                " WHERE renditions_due_at IS NULL GROUP BY file_name"
            ).fetchall()
        )


def test_heic_and_60_megapixels_are_shown_at_once_and_finished_later(tmp_path: Path) -> None:
    pictures = {
        "phone.heic": encoded(corners(1600, 1200), "HEIF"),
        "large.jpg": encoded(corners(9500, 6400), "JPEG"),
    }
    server = prepared(tmp_path)
    process = start(server)
    try:
        desk = Desk(server.url)
        for name, data in pictures.items():
            (shown,) = re.findall(r'<img src="([^"]+)"', desk.upload(name, data))
            with urllib.request.urlopen(server.url + shown) as image:
                assert image.headers["Content-Type"] == "image/jpeg"
        wait_for(lambda: made(tmp_path) == dict.fromkeys(pictures, 9))
    finally:
        end(process)


def test_what_a_killed_server_left_is_found_without_the_queue(tmp_path: Path) -> None:
    server = prepared(tmp_path)
    process = start(server)
    Desk(server.url).upload("large.jpg", encoded(corners(9500, 6400), "JPEG"))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert made(tmp_path) == {}
    for path in tmp_path.glob("jobs.sqlite3*"):
        path.unlink()
    process = start(server)
    try:
        wait_for(lambda: made(tmp_path) == {"large.jpg": 9})
    finally:
        end(process)
