"""`python -m bench.serve TARGET PORT`: serves any WSGI application by Dateline's own server, with its settings."""

import sys

from app.cli import serving


def main() -> None:
    """Serve until stopped."""
    serving.server(sys.argv[1], "127.0.0.1", int(sys.argv[2])).serve()


if __name__ == "__main__":
    main()
