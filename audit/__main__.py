"""`python -m audit`: Lighthouse and the Nu HTML checker on the demo newsroom; writes `docs/audit.md`.

Both come from npm, into a folder of their own, at the first run. The checker needs Java; where there is none the table
says so.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from config import PROJECT
from tests.support import chromium
from tests.support.server import running

TOOLS = PROJECT / ".audit"
LIGHTHOUSE = TOOLS / "node_modules" / "lighthouse" / "cli" / "index.js"
CHECKER = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ROUNDS = 3
# A recording that Lighthouse loses now and then is made again.
ATTEMPTS = 3
# Lighthouse's categories and what each is to reach.
CATEGORIES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES = {
    "home": "/",
    "list": "/news/",
    "article with ten pictures": "/news/open-day",
    "search": "/search?q=lithium",
    "Chinese article": "/zh/news/tansuanli-huishoulv",
}


def main() -> None:
    """Audit each page and write the table."""
    browser = chromium.path()
    if browser is None:
        sys.exit("No Chromium on this machine; install it, or name it in CHROMIUM.")
    if not LIGHTHOUSE.exists():
        _install()
    with tempfile.TemporaryDirectory() as name, running(Path(name), DEMO="1") as server:
        rows = [
            (page, *_scores(server.url + path, browser, Path(name)), _checked(server.url + path))
            for page, path in PAGES.items()
        ]
    heads = ("page", *CATEGORIES, "errors and warnings of the HTML checker")
    table = "\n".join(f"| {' | '.join(row)} |" for row in (heads, ("---",) * len(heads), *rows))
    aims = ", ".join(f"{name} {aim}" for name, aim in CATEGORIES.items())
    text = (
        f"# Audit\n\n{datetime.now(UTC):%Y-%m-%d}, Lighthouse {_version()}, mobile preset, median of {ROUNDS} runs on "
        f"each page of the demo newsroom, with the smallest. Aims: {aims}, no errors and warnings.\n\n{table}\n"
    )
    (PROJECT / "docs" / "audit.md").write_text(text)
    sys.stdout.write(text)


def _install() -> None:
    sys.stderr.write("Installing Lighthouse and the Nu HTML checker …\n")
    TOOLS.mkdir(exist_ok=True)
    npm = ["npm", "install", "--silent", "--ignore-scripts", "--prefix", str(TOOLS), "lighthouse@13", "vnu-jar"]
    subprocess.run([PROJECT / "tools" / "with-node", *npm], check=True)


def _scores(url: str, browser: str, folder: Path) -> list[str]:
    """Return the median of each category's score, and say at which audits points were lost."""
    reports = []
    for number in range(ROUNDS):
        sys.stderr.write(f"Lighthouse, {url}, run {number + 1} of {ROUNDS}\n")
        output = folder / "report.json"
        options = ["--quiet", "--output=json", f"--output-path={output}", f"--only-categories={','.join(CATEGORIES)}"]
        options.append(f"--chrome-flags=--headless=new {' '.join(chromium.FLAGS)}")
        command = [str(PROJECT / "tools" / "with-node"), "node", str(LIGHTHOUSE), url, *options]
        for _ in range(ATTEMPTS):
            if not subprocess.run(command, check=False, env={**os.environ, "CHROME_PATH": browser}).returncode:
                break
        else:
            sys.exit(f"Lighthouse could not read {url}.")
        reports.append(json.loads(output.read_text()))
    for category in CATEGORIES:
        for lost in _lost(reports[0], category):
            sys.stderr.write(f"  {category}: {lost}\n")
    found = []
    for category in CATEGORIES:
        scores = [round(100 * (report["categories"][category]["score"] or 0)) for report in reports]
        found.append(f"{statistics.median(scores):.0f} ({min(scores)})")
    return found


def _lost(report: Mapping[str, dict[str, dict[str, object]]], category: str) -> list[str]:
    weighed = report["categories"][category]["auditRefs"]
    assert isinstance(weighed, list)
    audits = [report["audits"][one["id"]] for one in weighed if one["weight"]]
    return [f"{audit['id']}: {audit['title']}" for audit in audits if audit["score"] not in (None, 1)]


def _checked(url: str) -> str:
    """Return how many errors and warnings the Nu HTML checker finds, which validates style sheets too."""
    if shutil.which("java") is None:
        return "not checked: no Java"
    command = ["java", "-jar", str(CHECKER), "--format", "json", "--exit-zero-always", url]
    messages = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stderr)["messages"]
    found = [one for one in messages if one["type"] == "error" or one.get("subType") == "warning"]
    for message in found:
        sys.stderr.write(f"  {message['type']}: {message['message']}: {message.get('extract', '')}\n")
    return str(len(found))


def _version() -> str:
    package = json.loads((TOOLS / "node_modules" / "lighthouse" / "package.json").read_text())
    return str(package["version"])


main()
