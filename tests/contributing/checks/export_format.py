"""Checks of a copy with an added export format: `verdicts.txt`, a list of verdicts."""

import pytest

from proposals.seeding import load
from tests.support.folders import LAKE
from tests.support.pages import parsed

pytestmark = pytest.mark.django_db


def test_the_page_offers_a_file_that_can_be_had(client):
    load([LAKE])
    page = parsed(client.get("/lake-2031/export/").content.decode())
    (address,) = page.xpath("//main//a[contains(@href, 'verdicts.txt')]/@href")
    answer = client.get(str(address))
    assert answer["Content-Type"].startswith("text/plain")
    assert "verdicts" not in answer["Content-Disposition"]
    assert ".txt" in answer["Content-Disposition"]
    assert "How long does the pass stay open?\tconflict" in answer.content.decode()
