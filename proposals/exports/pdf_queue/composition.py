"""The sheet of a file that was asked for, composed where it is drawn.

It takes longer than the page that asks for it, so that this is no work for the server either.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace

from django.http import QueryDict
from django.utils.timezone import now
from django.utils.translation import override

from proposals.comparisons import compare
from proposals.comparisons.lookups import find_catalogue
from proposals.comparisons.query_string import read_selection
from proposals.data_stamps import read_stamp, under_stamp
from proposals.exports.brief.page import pdf_sheet
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper import pdf
from proposals.exports.paper.sheet import PARAMETERS, SheetOptions, read_options

SHEETS: Mapping[str, Callable[[ExportBundle, SheetOptions], bytes]] = {
    "comparison.pdf": pdf.sheet,
    "brief.pdf": lambda bundle, options: pdf_sheet(bundle, options.paper),
}
"""How the sheet of each form is made."""


@dataclass(frozen=True)
class Order:
    """What a file is made of: its form, the selection of its address, the language, the site.

    `home` is scheme and host without a slash at the end.
    """

    form: str
    negotiation: str
    query: str
    language: str
    home: str

    def packed(self) -> bytes:
        """Return it as it lies in the queue."""
        return json.dumps(asdict(self)).encode()


def compose(order: bytes) -> bytes:
    """Return the sheet of an order as it lies in the queue, of the data as they are now.

    Raises pdf.NoPdf, and UnknownName if the negotiation is gone.
    """
    told = Order(**json.loads(order))
    with override(told.language), under_stamp(read_stamp()):
        query = QueryDict(told.query)
        catalogue = find_catalogue(told.negotiation)
        selection = read_selection(query, catalogue, PARAMETERS).selection
        matrix = compare(catalogue, replace(selection, part=1, whole=True))
        options, _notices = read_options(query)
        return SHEETS[told.form](ExportBundle(matrix, told.home, now()), options)
