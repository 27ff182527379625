"""The words on which an absence rests: read for every place that shows the absence."""

import pytest

from proposals.comparisons.absences import read_grounds
from tests.factories import ArticleFactory, CoverageEvidenceFactory, CoverageFactory

pytestmark = pytest.mark.django_db


def test_a_ground_has_what_was_read_and_what_is_quoted():
    read = ArticleFactory(key="B-read")
    absence = CoverageFactory(kind="deferred", articles=[read])
    quoted = CoverageEvidenceFactory(coverage=absence, article__key="A-quoted", quote="for later")
    ground = read_grounds([absence.pk])[absence.pk]
    assert [article.key for article in ground.articles] == ["A-quoted", "B-read"]
    assert ground.evidence.items == (quoted,)
    assert ground.evidence.standing.single


def test_an_article_that_is_read_and_quoted_is_listed_once():
    article = ArticleFactory()
    absence = CoverageFactory(kind="deferred", articles=[article])
    CoverageEvidenceFactory(coverage=absence, article=article)
    assert read_grounds([absence.pk])[absence.pk].articles == (article,)


def test_the_number_of_queries_is_that_of_two_tables(django_assert_num_queries):
    absences = [CoverageEvidenceFactory(quote="for later").coverage.pk for _number in range(3)]
    with django_assert_num_queries(2):
        grounds = read_grounds(absences)
        assert all(one.evidence.items[0].coverage.uid for one in grounds.values())
    with django_assert_num_queries(0):
        assert read_grounds(()) == {}
