"""nginx with one page as a static file."""

import gzip
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import servers
from bench.servers import Server

PATH = "/page.html"
CONFIGURATION = """\
{user}
daemon off;
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  types {{ text/html html; }}
  charset utf-8;
  sendfile on;
  tcp_nopush on;
  # Many more than usual, so that it need not make connections anew.
  keepalive_requests 100000000;
  access_log {folder}/access.log;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {folder}/pages;
    gzip_static on;
  }}
}}
"""


@contextmanager
def served(folder: Path, page: bytes, workers: int) -> Iterator[Server]:
    """Serve the bytes as a file, with a compressed one beside it and with the access log on, until the block ends."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    (pages / "page.html").write_bytes(page)
    (pages / "page.html.gz").write_bytes(gzip.compress(page, 9))
    port = servers.free_port()
    # Its workers must be able to read the folder.
    user = f"user {pwd.getpwuid(0).pw_name};" if os.geteuid() == 0 else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(user=user, workers=workers, folder=folder, port=port))
    command = ["nginx", "-p", str(folder), "-c", str(configuration), "-e", str(folder / "error.log")]
    with servers.started(command, port, {}, log=folder / "nginx.log", path=PATH) as server:
        yield server
