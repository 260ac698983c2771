"""What no honest request contains is refused before anything looks at it."""

import re

from flask import Flask, abort, request

# C0 controls, which no address of ours has and PostgreSQL does not take in a text.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def init_app(app: Flask) -> None:
    """Answer 400 to an address with control characters, decoded, in its path or query."""

    @app.before_request
    def refuse_controls() -> None:
        if _CONTROLS.search(request.path) or any(_CONTROLS.search(part) for pair in _arguments() for part in pair):
            abort(400)


def _arguments() -> list[tuple[str, str]]:
    return list(request.args.items(multi=True))
