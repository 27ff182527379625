"""How gunicorn serves the site. It reads this file by itself in the folder of the program.

Each value is a variable, so that nothing has to be changed here; docs/deploy/ says which to set for
how many readers, and what memory they take.
"""

import os
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))  # `gunicorn -c` works from any folder

from config.env import BadVariable, Environment  # noqa: E402

env = Environment(os.environ)
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - the beat of each worker must not wait for a disk

try:
    chdir = str(FOLDER)
    wsgi_app = "config.wsgi"
    bind = env.text("GUNICORN_BIND", f"127.0.0.1:{env.integer('PORT', 8000, 1, 65_535)}")
    # A worker is a process: it uses one core, and holds 160 to 220 MB with the data of seeds/.
    workers = env.integer("GUNICORN_WORKERS", 2, 1, 256)
    # Threads of a worker share its core and its kept pages: while one waits for the database or for
    # a slow client, the others answer. Two make pages at once and six wait (PAGES_AT_ONCE and
    # PAGES_WAITING): the rest hand out what is kept, and tell whoever comes then to come again.
    worker_class = "gthread"
    threads = env.integer("GUNICORN_THREADS", 12, 1, 64)
    # Seconds after which a worker that does not beat is ended and replaced.
    timeout = env.integer("GUNICORN_TIMEOUT", 90, 5, 3_600)
    # Seconds that requests have to end when the server stops or is started anew.
    graceful_timeout = env.integer("GUNICORN_GRACEFUL_TIMEOUT", 30, 1, 3_600)
    # Seconds that an idle connection of the proxy stays open.
    keepalive = env.integer("GUNICORN_KEEPALIVE", 5, 0, 600)
    # Connections that may wait for a worker; more than these are refused at once.
    backlog = env.integer("GUNICORN_BACKLOG", 256, 1, 65_535)
    # A worker is replaced after so many requests, each after a number of its own, so that no memory
    # grows for ever and no two begin anew at once, without their kept pages. 0: never.
    max_requests = env.integer("GUNICORN_MAX_REQUESTS", 50_000, 0, 100_000_000)
    max_requests_jitter = env.integer("GUNICORN_MAX_REQUESTS_JITTER", 5_000, 0, 100_000_000)
    # The head of a request: bytes of its first line, which holds the address of a comparison with
    # all that is chosen in it (nginx takes 8 kB); how many further lines, and bytes of each.
    limit_request_line = env.integer("GUNICORN_LIMIT_LINE", 8_190, 512, 8_190)
    limit_request_fields = env.integer("GUNICORN_LIMIT_FIELDS", 64, 16, 1_000)
    limit_request_field_size = env.integer("GUNICORN_LIMIT_FIELD_SIZE", 8_190, 512, 65_536)
    # A line for each request, without address, query and browser of its reader.
    accesslog = "-" if env.flag("GUNICORN_ACCESS_LOG", default=False) else None
except BadVariable as error:
    sys.exit(f"Configuration: {error}")

if SHARED_MEMORY.is_dir() and os.access(SHARED_MEMORY, os.W_OK):
    worker_tmp_dir = str(SHARED_MEMORY)
proc_name = "parley"
# A door for orders to the running server, in the home of its account: nobody here uses it.
control_socket_disable = True
logger_class = "config.server_logs.ServerLogger"
