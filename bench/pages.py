"""The counted article page beside nginx with a static file, a naive Flask page and Wagtail with its page cache."""

import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

from app.cli.serving import THREADS, WORKERS
from bench import load, naive, newsroom, nginx, processes, programs, prose, servers, wagtail
from bench.load import CONNECTIONS, Round, Target, paired, values
from bench.report import AtLeast, AtMost, Part, spread, table
from bench.servers import FailedStart, Server
from bench.wagtail import NotInstalled
from tests.support.counting_client import number_in

PATH = f"{newsroom.PATH}1"
GZIP = {"Accept-Encoding": "gzip"}
ROUNDS = 9
SECONDS = 3
# What the page of the others has around the body, about, in bytes.
FRAME = 510
DATELINE, NGINX, NAIVE, WAGTAIL = "Dateline", "nginx, static file", "naive Flask page", "Wagtail with its page cache"
# What is asked, of which figure, with which encoding, against whom.
ASKED = (
    (AtLeast("counted article page, identity, against nginx static", 0.85), "rate", "identity", NGINX),
    (AtMost("processor time for each of these requests, against nginx", 1.5), "processor", "identity", NGINX),
    (AtLeast("counted article page, gzip, against nginx `gzip_static`", 0.80), "rate", "gzip", NGINX),
    (AtMost(f"p99 at {CONNECTIONS} connections, against nginx", 2), "p99", "identity", NGINX),
    (AtLeast("times the naive Flask page", 30), "rate", "identity", NAIVE),
    (AtLeast("times Wagtail with its page cache", 7), "rate", "identity", WAGTAIL),
)
HEAD = (
    "", "bytes", "requests/s", "to nginx", "in pairs", "processor time, µs", "to nginx", "in pairs", "p99, ms",
    "to nginx, in pairs", "failed", "views lost",
)  # fmt: skip


def run() -> Part:
    """Measure all of them in one run."""
    absent = programs.missing()
    if absent:
        return Part([asked.not_measured(programs.advice(absent)) for asked, *_ in ASKED], "")
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        ours = stack.enter_context(newsroom.made(folder / "dateline", 1).served())
        page = servers.get(ours, PATH)[2]
        body = prose.body(1, len(page) - FRAME)
        static = stack.enter_context(nginx.served(folder / "nginx", page, WORKERS))
        naive.prepare(folder, body)
        flask = stack.enter_context(naive.served(folder))
        targets = [Target(NGINX, static, nginx.PATH), Target(DATELINE, ours, PATH), Target(NAIVE, flask, naive.PATH)]
        try:
            of_wagtail = wagtail.installed()
            targets.append(Target(WAGTAIL, stack.enter_context(wagtail.served(folder, body)), wagtail.PATH))
        except (NotInstalled, FailedStart) as error:
            of_wagtail = f"not measured: {error}"
        load.warm_up(targets)
        stolen = processes.stolen()
        shown, stored = _number(ours), naive.hits(folder)
        plain = load.alternated(targets, ROUNDS, SECONDS)
        # The page that is read last has counted its own reading.
        views = {DATELINE: _number(ours) - shown - 1, NAIVE: naive.hits(folder) - stored}
        compressed = [Target(target.name, target.server, target.path, GZIP) for target in targets[:2]]
        load.warm_up(compressed)
        packed = load.alternated(compressed, ROUNDS, SECONDS)
        noise = stolen()
        rows = [_row(target, plain, views) for target in targets]
        rows += [_row(target, packed, {}) for target in compressed]
    measured = {"identity": plain, "gzip": packed}
    reaches = [
        asked.reached(paired(measured[encoding][DATELINE], measured[encoding][other], what))
        if other in measured[encoding]
        else asked.not_measured(of_wagtail)
        for asked, what, encoding, other in ASKED
    ]
    return Part(reaches, _introduction(of_wagtail, noise) + table(HEAD, rows))


def _number(server: Server) -> int:
    return number_in(servers.get(server, PATH)[2])


def _row(target: Target, measured: dict[str, list[Round]], views: dict[str, int]) -> tuple[str, ...]:
    _, headers, body = servers.get(target.server, target.path, target.headers)
    own, yardstick = measured[target.name], measured[NGINX]
    answers = sum(one.answers for one in own)
    lost = max(0, answers - views[target.name]) / answers if target.name in views else None

    def medians(what: str) -> str:
        return f"{statistics.median(values(own, what)) / statistics.median(values(yardstick, what)):.3f}"

    return (
        f"{target.name}, {headers.get('content-encoding', 'identity')}",
        f"{len(body):,}",
        spread(values(own, "rate"), 0),
        medians("rate"),
        spread(paired(own, yardstick, "rate"), 3),
        spread(values(own, "processor"), 1),
        medians("processor"),
        spread(paired(own, yardstick, "processor")),
        spread(values(own, "p99"), 1),
        spread(paired(own, yardstick, "p99")),
        f"{sum(one.refused + one.broken for one in own):,}",
        "–" if lost is None else f"{lost:.1%}",
    )


def _introduction(of_wagtail: str, noise: float) -> str:
    return (
        "## The counted page beside others\n\n"
        f"wrk with {CONNECTIONS} connections and {load.THREADS} threads on the same machine; {ROUNDS} rounds of "
        f"{SECONDS} s in alternation, after warming up. Median, with the smallest and the largest round behind it. The "
        "ratios to nginx stand twice: of the medians, and as the median of the ratios of rounds that follow each "
        "other, which is the one for the table above. Processor time is that of all of the server's processes, user "
        f"and system, by request. All Python servers are Granian with {WORKERS} workers of "
        f"{THREADS} threads; nginx has {WORKERS} workers, writes its access log and serves "
        "the very bytes of Dateline's page, but without Dateline's headers of security. The naive page reads the "
        "article by SQLAlchemy, renders a template, adds one and commits, on SQLite with a write-ahead log that is not "
        "forced to the disk at each commit. Wagtail: "
        f"{of_wagtail}, Django's cache of whole sites in each worker's memory; it counts nothing. Views lost: answers "
        f"that are not in the number stored, of all answers. Meanwhile other machines took {noise:.0%} of the "
        "processor.\n\n"
    )
