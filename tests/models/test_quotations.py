"""What has to be said of a quotation: whose words, by whom, in which language, its meaning."""

import pytest

from proposals.models.quotations import problems_of_quotation

RIGHT = {
    "quote": "trinta dias",
    "origin": "translation",
    "by": "The Echo",
    "gloss": "thirty days",
    "language": "pt",
    "home": "en",
}


def test_a_quotation_that_says_what_it_is_has_no_problem():
    assert problems_of_quotation(**RIGHT) == {}


def test_a_quotation_in_the_language_of_the_negotiation_needs_no_gloss():
    assert problems_of_quotation(**{**RIGHT, "language": "en-GB", "gloss": ""}) == {}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"origin": "", "by": ""}, "quote_origin"),
        ({"by": ""}, "quote_by"),
        ({"origin": "paraphrase", "by": ""}, "quote_by"),
        ({"origin": "own"}, "quote_by"),
        ({"gloss": ""}, "quote_gloss"),
        ({"language": ""}, "quote_language"),
        ({"quote": "", "by": "", "gloss": ""}, "quote_origin"),
    ],
)
def test_what_is_missing_or_too_much_is_said_at_its_field(change, field):
    assert list(problems_of_quotation(**{**RIGHT, **change})) == [field]
