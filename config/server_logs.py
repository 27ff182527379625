"""What gunicorn logs: in the form that LOG_FORMAT asks for, and without its readers."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger

from config.env import LOG_FORMATS, Environment
from config.logs import ID_KEY, JsonFormatter, ReaderFilter, request_words


class ServerLogger(Logger):
    """Gunicorn's log; a line for each request only if GUNICORN_ACCESS_LOG asks for it."""

    def setup(self, cfg: Config) -> None:
        """Set gunicorn's handlers up, each with the form asked for."""
        super().setup(cfg)
        as_json = Environment(os.environ).choice("LOG_FORMAT", "plain", LOG_FORMATS) == "json"
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.addFilter(ReaderFilter())
            if as_json:
                handler.setFormatter(JsonFormatter())

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        """Log an answered request: method, path, status and duration."""
        if not self.access_log_enabled:
            return
        method = environ.get("REQUEST_METHOD", "")
        path = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode("utf-8", "replace")
        status = int(str(resp.status).split(None, 1)[0])
        milliseconds = round(request_time.total_seconds() * 1000, 1)
        fields = {"method": method, "path": path, "status": status, "duration_ms": milliseconds}
        if ID_KEY in environ:
            fields["request_id"] = environ[ID_KEY]
        self.access_log.info(request_words(method, path, status, milliseconds), extra=fields)
