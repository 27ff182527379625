"""What tests of a comparison in parts share: its addresses, its rows and its links."""

import re
from html import unescape

from django.urls import reverse

PAGE = reverse("proposals:compare", args=["lake-2031"])
TWO = "?d=limnaia-memorandum.handed-over&d=wadi-plan.second"
FIVE = f"{TWO}&d=league-plan.bridging&d=agreed&d=wadi-plan.first"


def html(client, query):
    """Return a page of the comparison."""
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return response.content.decode()


def keys(page):
    """Return the rows of a page, by their ids."""
    return re.findall(r'id="(q-[^"]+)"', page)


def link(page, rel):
    """Return where the link of this relation leads, or nothing."""
    element = re.search(rf'<a href="([^"]+)"[^>]* rel="{rel}"', page)
    return unescape(element[1]) if element else ""
