"""The WSGI application, for any server: `wsgi:app`."""

import sys

from app import create_app
from app.foundation import background
from config import BadSetting

try:
    app = create_app()
except BadSetting as problem:
    # What the operator must mend is in the message; a traceback would bury it.
    sys.exit(str(problem))

background.start_with_first_request(app)
