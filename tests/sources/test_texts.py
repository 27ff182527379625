"""Private texts: kept as they are, made known, and shown to no reader."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from sources import texts
from sources.models import Article, ArticleText, Fingerprint
from sources.signals import text_kept
from sources.texts import drop_text, keep_text, text_of
from tests.factories import ArticleFactory
from tests.sources.texts import OWN, RUN, kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """What a listener hears, and what it answers."""
    calls: list[tuple[Article, bool, str]] = []

    def listener(article, replaced, **_more):
        calls.append((article, replaced, text_of(article)))
        return "Two quotes were checked."

    text_kept.connect(listener, weak=False)
    yield calls
    text_kept.disconnect(listener)


def test_a_text_is_kept_with_its_keeper():
    stored = keep_text(ArticleFactory(), RUN, "an editor")
    stored.refresh_from_db()
    assert (stored.text, stored.kept_by_name) == (RUN, "an editor")
    assert len(stored.digest) == 64


def test_the_words_stay_as_they_are():
    text = "“Zenda’s” cease\u00adfire — ١٢ days\u00a0only; e\u0301 stays"
    assert keep_text(ArticleFactory(), text, "").text == text


def test_only_what_is_no_text_goes():
    assert keep_text(ArticleFactory(), "\ufeff a\x00b\r\nc\rd \ud800\n", "").text == "ab\nc\nd"


@pytest.mark.parametrize("text", ["", "  \n ", "\x00"])
def test_an_empty_text_is_refused(text):
    with pytest.raises(ValidationError, match="no text"):
        keep_text(ArticleFactory(), text, "")
    assert not ArticleText.objects.exists()


def test_a_text_that_is_too_long_is_refused_with_both_numbers(monkeypatch):
    monkeypatch.setattr(texts, "MOST_CHARACTERS", 10)
    with pytest.raises(ValidationError) as refused:
        keep_text(ArticleFactory(), "a" * 11, "")
    assert "11" in refused.value.messages[0]
    assert "10" in refused.value.messages[0]


def test_another_text_takes_the_place_of_the_first():
    article = kept(RUN)
    keep_text(article, OWN, "another editor")
    assert [row.text for row in ArticleText.objects.all()] == [OWN]


def test_the_fingerprints_are_those_of_the_text_that_is_kept():
    article = kept(RUN)
    first = set(Fingerprint.objects.values_list("value", flat=True))
    keep_text(article, f"{OWN} {OWN} and some more", "")
    second = set(Fingerprint.objects.values_list("value", flat=True))
    assert first
    assert second
    assert not first & second


def test_the_first_text_is_made_known_as_no_replacement(heard):
    article = ArticleFactory()
    keep_text(article, RUN, "")
    assert heard == [(article, False, RUN)]


def test_a_replaced_text_is_made_known_with_the_new_words(heard):
    article = kept(RUN)
    keep_text(Article.objects.get(), OWN, "")
    assert heard[1:] == [(article, True, OWN)]


def test_the_same_text_again_is_no_replacement(heard):
    article = kept(RUN)
    before = ArticleText.objects.values().get()
    keep_text(article, f"{RUN}\n", "another editor")
    assert heard[1:] == [(article, False, RUN)]
    assert ArticleText.objects.values().get() == before


def test_a_deleted_text_is_made_known(heard):
    article = kept(RUN)
    drop_text(article)
    assert heard[1:] == [(article, True, "")]
    assert not ArticleText.objects.exists()


def test_what_listeners_say_reaches_the_editor(heard):
    assert keep_text(ArticleFactory(), RUN, "").messages == ("Two quotes were checked.",)


def test_a_listener_that_fails_undoes_the_keeping():
    def listener(**_more):
        raise RuntimeError("no")

    text_kept.connect(listener, weak=False)
    try:
        with pytest.raises(RuntimeError):
            keep_text(ArticleFactory(), RUN, "")
    finally:
        text_kept.disconnect(listener)
    assert not ArticleText.objects.exists()


def test_an_article_without_a_text_has_none():
    assert text_of(ArticleFactory()) == ""


def test_the_name_of_a_row_shows_no_word_of_it():
    article = kept("Xylographic zebras")
    row = article.stored_text
    shown = f"{row} {row!r} {article} {row.fingerprints.first()}".lower()
    assert "xylographic" not in shown
    assert "zebras" not in shown


def test_no_page_of_the_press_shows_a_stored_text(client):
    article = kept(f"Xylographic {RUN}", headline="Talks")
    for address in ("/sources/", article.get_absolute_url(), article.outlet.get_absolute_url()):
        assert "Xylographic" not in client.get(address).content.decode()
    assert article not in client.get("/sources/", {"q": "Xylographic"}).context["articles"]


def test_a_dump_holds_no_stored_text(tmp_path):
    from tests.factories import EvidenceFactory

    article = kept(f"Xylographic {RUN}", headline="Talks")
    evidence = EvidenceFactory(article=article)
    call_command("dump", evidence.clause.version.proposal.negotiation.key, str(tmp_path))
    files = [path.read_text() for path in tmp_path.rglob("*") if path.is_file()]
    assert any("Talks" in text for text in files)
    assert not any("Xylographic" in text for text in files)
