"""The WSGI application that a server imports."""

import os
from collections.abc import Mapping
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

from sources.encodings import is_text_encoding

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class TextRequest(WSGIRequest):
    """A request that is read in the encoding that it declares, if texts are written in that one.

    Some codecs of Python's pack or scramble instead: such a name is as good as none, and UTF-8 is
    read. Django itself would fail before any middleware is asked.
    """

    def _set_content_type_params(self, meta: Mapping[str, Any]) -> None:
        kind, parameters = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        self.content_type, self.content_params = kind, parameters
        declared = parameters.get("charset", "")
        if is_text_encoding(declared):
            self.encoding = declared


application = get_wsgi_application()
application.request_class = TextRequest
