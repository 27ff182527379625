"""Made-up articles: enough words for an extractor, none of them anybody's."""

import quopri

from sources.models import Article
from sources.texts import keep_text
from tests.factories import ArticleFactory

RUN = (
    "The ceasefire would last thirty days, and both delegations would meet again in Zenda "
    "before it ends, the statement said."
)
OWN = "Nobody expected the harbour bridge to open on the first Monday of the month."


def page(*paragraphs: str, head: str = "", language: str = "en") -> str:
    """A page as a newspaper would serve it."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="{language}"><head>{head}</head><body>'
        f'<nav><a href="/">Front page</a> <a href="/sport">Sport</a></nav>'
        f"<article><h1>Talks end in Zenda</h1>{body}</article>"
        f"<footer>All rights reserved</footer></body></html>"
    )


def mhtml(html: str, address: str, line_end: str = "\r\n", charset: str = "utf-8") -> bytes:
    """A page as a browser saves it with all its parts in one file."""
    stated = "" if charset == "utf-8" else f'; charset="{charset}"'
    lines = [
        *("From: <Saved by a browser>", f"Snapshot-Content-Location: {address}"),
        *("Subject: =?utf-8?Q?Talks?=", "Date: Mon, 2 Jun 2025 10:00:00 -0000"),
        *("MIME-Version: 1.0", "Content-Type: multipart/related;", '\ttype="text/html";'),
        *('\tboundary="----Parts--x----"', "", "", "------Parts--x----"),
        *(f"Content-Type: text/html{stated}", "Content-Transfer-Encoding: quoted-printable"),
        *(f"Content-Location: {address}", ""),
        *quopri.encodestring(html.encode(charset)).decode("ascii").splitlines(),
        *("------Parts--x----", "Content-Type: image/png", "Content-Transfer-Encoding: base64"),
        *("", "iVBORw0KGgo=", "------Parts--x------", ""),
    ]
    return line_end.join(lines).encode("ascii")


def kept(text: str, **fields: object) -> Article:
    """An article whose text is stored."""
    article = ArticleFactory(**fields)
    keep_text(article, text, "an editor")
    return article
