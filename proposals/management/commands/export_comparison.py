"""`manage.py export_comparison`: any file that the site offers of a comparison, from the shell."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from proposals.exports.bundle import ExportBundle
from proposals.exports.formats import FORMATS, FileFormat
from proposals.exports.paper import pdf_process
from proposals.exports.paper.pdf import NoPdf
from proposals.management.selection_options import add_selection, read_matrix

STANDARD_OUTPUT = "-"


class Command(BaseCommand):
    """The command that writes a file of a comparison, with the rows that its page shows."""

    help = "Write a comparison as a file: HTML, PDF, Word, data, citations."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options: the selection of the page, the form, and where the file goes."""
        add_selection(parser)
        parser.add_argument(
            "--form", required=True, choices=list(FORMATS), help="what file to make"
        )
        parser.add_argument(
            "--output",
            default="",
            metavar="FILE",
            help="a file, a folder, or - for standard output; a name that tells content and day "
            "in this folder if left out",
        )
        parser.add_argument("--force", action="store_true", help="replace a file that is there")
        parser.add_argument(
            "--base-url",
            default="",
            metavar="URL",
            help="where the site stands, for the links in the file (SITE_URL, or its first host, "
            "if left out)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or say what cannot be done and what can."""
        home = _site_root(options["base_url"] or _default_address())
        bundle = ExportBundle(read_matrix(options), home, now())
        form = FORMATS[options["form"]]
        if options["output"] == STANDARD_OUTPUT:
            stream: Any = self.stdout  # it hands on what it lacks, its binary buffer too
            stream.buffer.writelines(_pieces(form, bundle))
            return
        path = _free_path(Path(options["output"]), form.name(bundle), force=options["force"])
        _write(path, _pieces(form, bundle))
        self.stdout.write(f"{path}: {path.stat().st_size} bytes, content {bundle.hash}")


def _pieces(form: FileFormat, bundle: ExportBundle) -> Iterable[bytes]:
    try:
        content = form.write(bundle)
        if form.is_drawn and isinstance(content, bytes):
            content = pdf_process.draw(content)
    except NoPdf as error:
        raise CommandError(str(error)) from error
    return (content,) if isinstance(content, bytes) else content


def _free_path(output: Path, name: str, *, force: bool) -> Path:
    """Return where to write; raise CommandError if something is there, unless forced."""
    path = output / name if output.is_dir() else output
    if not path.parent.is_dir():
        raise CommandError(f"--output: there is no folder {str(path.parent)!r}.")
    if path.is_dir() or (path.exists() and not force):
        message = f"--output: {str(path)!r} is there already. Name another file, or add --force."
        raise CommandError(message)
    return path


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write all or nothing: the file has its name only when it is whole."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as stream:
            stream.writelines(pieces)
        part.replace(path)
    except OSError as error:
        raise CommandError(f"--output: {str(path)!r} cannot be written: {error}.") from error
    finally:
        part.unlink(missing_ok=True)


def _default_address() -> str:
    """Return the address of the site, or that of the first host in the settings."""
    if settings.SITE_URL:
        return str(settings.SITE_URL)
    host = next(iter(settings.ALLOWED_HOSTS), "localhost").removeprefix(".")
    secure = settings.SECURE_SSL_REDIRECT
    return f"https://{host}" if secure else f"http://{host}:{settings.PORT}"


def _site_root(address: str) -> str:
    """Return scheme and host, without a slash at the end; raise CommandError for anything else."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        message = f"--base-url: {address!r} is no address of a site. Allowed: https://host or http://host:port."
        raise CommandError(message)
    return address.rstrip("/")
