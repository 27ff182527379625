"""`manage.py check_quotes`: what it looks at, what it prints, when it fails."""

import pytest
from django.core.management import CommandError, call_command

from tests.factories import ArticleFactory, CoverageEvidenceFactory, EvidenceFactory

pytestmark = pytest.mark.django_db
TEXT = "The paper asks for a truce of at least thirty days, and nothing more was said that day."


@pytest.fixture
def texts(tmp_path):
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def quoted(quote, text_file="one.txt", **more):
    return EvidenceFactory(article=ArticleFactory(text_file=text_file), quote=quote, **more)


def check(texts, *more):
    call_command("check_quotes", "--texts", str(texts), *more)


def test_a_quote_that_stands_in_the_text_once_is_only_counted(texts, capsys):
    quoted("at least thirty days")
    check(texts)
    assert capsys.readouterr().out.splitlines() == [
        "found once: 1, found (without vowel signs): 0, found several times: 0, changed: 0, "
        "not found: 0, no text to check: 0"
    ]


def test_a_quote_that_is_not_in_the_text_fails(texts, capsys):
    evidence = quoted("all prisoners for all prisoners")
    with pytest.raises(CommandError, match=r"1 quote\(s\) changed or not found"):
        check(texts)
    place = f"{evidence.clause.uid} @ {evidence.article.key}"
    assert f"{place}: not found: “all prisoners for all prisoners”" in capsys.readouterr().out


def test_a_changed_quote_fails_with_the_nearest_wording(texts, capsys):
    quoted("a truce of at least thirty day, and nothing more was said")
    with pytest.raises(CommandError):
        check(texts)
    assert "nearest: “a truce of at least thirty days, and nothing more" in capsys.readouterr().out


def test_a_quote_among_other_words_fails_with_those_that_stand_there(texts, capsys):
    quoted("of at least thirty days", before="asks for a pause", after=", and nothing")
    with pytest.raises(CommandError):
        check(texts)
    shown = capsys.readouterr().out
    changed = "words before it: “asks for a truce”, not “asks for a pause”"
    assert f": changed: “of at least thirty days”, {changed}\n" in shown
    assert "found once: 0" in shown


def test_a_quote_that_stands_in_the_text_twice_is_named_but_does_not_fail(texts, capsys):
    (texts / "one.txt").write_text(f"{TEXT} {TEXT}", encoding="utf-8")
    quoted("at least thirty days")
    check(texts)
    assert "found several times: “at least thirty days”" in capsys.readouterr().out


def test_a_quote_without_vowel_signs_is_named_but_does_not_fail(texts, capsys):
    (texts / "one.txt").write_text("يَسْتَمِرُّ وَقْفُ إِطْلاقِ النَّارِ", encoding="utf-8")
    quoted("وقف إطلاق النار")
    check(texts)
    assert "found (without vowel signs): “وقف إطلاق النار”" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["", "absent.txt", "../one.txt"])
def test_an_article_without_a_text_is_no_failure(texts, capsys, name):
    quoted("at least thirty days", text_file=name)
    check(texts)
    assert "no text to check: 1" in capsys.readouterr().out


def test_evidence_without_a_quote_is_not_looked_at(texts, capsys):
    quoted("")
    check(texts)
    assert "found once: 0" in capsys.readouterr().out


def test_one_negotiation_can_be_chosen(texts, capsys):
    chosen, _other = quoted("at least thirty days"), quoted("thirty days")
    check(texts, "--negotiation", chosen.clause.uid.split(".")[0])
    assert "found once: 1," in capsys.readouterr().out


def test_an_unknown_negotiation_is_refused_with_the_known_ones(texts):
    evidence = quoted("at least thirty days")
    known = evidence.clause.uid.split(".")[0]
    with pytest.raises(CommandError, match=f'there is no "nowhere". Known: {known}.'):
        check(texts, "--negotiation", "nowhere")


def test_a_folder_that_is_not_there_is_refused(texts):
    with pytest.raises(CommandError, match="there is no folder"):
        check(texts / "nowhere")


def test_the_number_of_queries_does_not_grow(texts, django_assert_num_queries):
    for _number in range(3):
        quoted("at least thirty days")
    with django_assert_num_queries(3):
        check(texts)


def test_the_quote_of_an_absence_is_looked_for_as_well(texts, capsys):
    evidence = CoverageEvidenceFactory(article__text_file="one.txt", quote="left for another day")
    with pytest.raises(CommandError, match=r"1 quote\(s\) changed or not found"):
        check(texts)
    place = f"{evidence.coverage.uid} @ {evidence.article.key}"
    assert f"{place}: not found: “left for another day”" in capsys.readouterr().out
