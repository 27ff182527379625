"""The workbench's pages: an article's text, the clauses to tag, and a passage saved to them."""

import re
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from proposals.editing.locking import acquire
from proposals.models import Evidence
from sources.texts import keep_text
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    EvidenceFactory,
    NegotiationFactory,
    QuestionFactory,
    TermFactory,
    TopicFactory,
    UserFactory,
    VersionFactory,
    analyst,
    reviewer,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "Kyiv asks for a ceasefire of at least 30 days & talks <later>.\n\n"
    "Moscow offers a pause of two or three days, so that 6,000 bodies can be collected. "
    "A pause at sea would last at least 30 days."
)
ADDRESS = "/admin/workbench/articles/A1/"


@pytest.fixture
def article():
    found = ArticleFactory(key="A1", headline="Talks end", language="en")
    keep_text(found, TEXT, "ada")
    return found


@pytest.fixture
def version():
    return VersionFactory(proposal__negotiation=NegotiationFactory(key="talks"))


@pytest.fixture
def clause(version):
    return ClauseFactory(version=version, label="I.5", heading="Length of the ceasefire")


@pytest.fixture
def desk(client):
    """A client at which an analyst sits."""
    client.force_login(analyst(username="ada"))
    return client


def sent(*targets, **values) -> dict:
    """A form as a browser sends it; by default everything is filled in."""
    filled = {
        "do": "save",
        "quote": "6,000 bodies can be collected",
        "stance": "supports",
        "basis": "reports",
        "target": [target_of(target) for target in targets],
    }
    return {**filled, **values}


def target_of(target) -> str:
    clause = getattr(target, "clause", target)
    clause.refresh_from_db()
    answer = f":{target.pk}" if target is not clause else ""
    return f"{clause.pk}:{clause.edition}{answer}"


def html_of(response) -> str:
    return response.content.decode()


def errors_of(response) -> str:
    lists = re.findall(r'<ul class="errorlist.*?</ul>', html_of(response), re.S)
    return unescape(" ".join(lists))


# Who may


@pytest.mark.parametrize("name", ["index", "doubtful"])
def test_a_stranger_is_asked_to_log_in(client, name):
    response = client.get(reverse(f"workbench:{name}"))
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def test_a_reader_with_an_account_is_asked_to_log_in_as_staff(client, article):
    client.force_login(UserFactory())
    assert client.get(ADDRESS).status_code == 302


def test_staff_without_the_permissions_is_refused(client, article, clause):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, sent(clause)).status_code == 403
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("who", [analyst, reviewer])
def test_an_analyst_and_a_reviewer_are_let_in(client, article, who):
    client.force_login(who())
    assert client.get(ADDRESS).status_code == 200


def test_the_text_is_not_kept_by_caches(desk, article):
    assert "no-store" in desk.get(ADDRESS)["Cache-Control"]


@pytest.mark.parametrize("key", ["none", "%00", "-"])
def test_an_article_that_is_not_there_is_not_found(desk, key):
    assert desk.get(f"/admin/workbench/articles/{key}/").status_code == 404


def test_what_was_entered_is_kept_when_the_session_ended_meanwhile(client, article, clause):
    response = client.post(ADDRESS, sent(clause))
    assert 'name="written"' in html_of(response)
    assert not Evidence.objects.exists()


# What is shown


def test_the_page_holds_the_text_sign_by_sign(desk, article, clause):
    EvidenceFactory(clause=clause, article=article, quote="6,000 bodies")
    page = html_of(desk.get(ADDRESS))
    box = re.search(r'<div id="text"[^>]*>(.*?)</div>', page, re.S)[1]
    assert unescape(re.sub(r"<[^>]*>", "", box)) == TEXT


def test_a_quote_is_marked_where_it_stands_with_its_state(desk, article, clause):
    evidence = EvidenceFactory(clause=clause, article=article, quote="6,000 bodies")
    page = html_of(desk.get(ADDRESS))
    mark = '<mark class="quote-once" data-names="1">6,000 bodies</mark>'
    assert f'<span id="quote-{evidence.pk}" class="spot"></span>{mark}' in page
    assert "found once" in page


def test_a_changed_quote_is_marked_at_the_nearest_words(desk, article, clause):
    EvidenceFactory(clause=clause, article=article, quote="that 6,500 bodies can be collected")
    page = html_of(desk.get(ADDRESS))
    mark = '<mark class="quote-changed" data-names="1">that 6,000 bodies can be collected</mark>'
    assert mark in page


def test_quotes_that_overlap_are_each_named(desk, article, clause):
    EvidenceFactory(clause=clause, article=article, quote="a pause of two or three")
    EvidenceFactory(clause=clause, article=article, quote="two or three days")
    page = html_of(desk.get(ADDRESS))
    assert '<mark class="quote-once" data-names="1">two or three</mark>' in page
    assert '<mark class="quote-once" data-names="2"> days</mark>' in page


def test_without_a_stored_text_the_page_says_so_and_leads_to_where_it_is_stored(desk):
    article = ArticleFactory(key="A1")
    page = html_of(desk.get(ADDRESS))
    assert "No text of this article is stored" in page
    assert reverse("admin:sources_article_text", args=[article.pk]) in page


def test_clauses_are_listed_with_their_answers_in_words(desk, article, clause):
    asked = QuestionFactory(text="How long?", negotiation=clause.version.proposal.negotiation)
    TermFactory(clause=clause, question=asked, value="at least 30 days")
    page = html_of(desk.get(ADDRESS))
    assert "Length of the ceasefire" in page
    assert "How long?" in page
    assert "at least 30 days</strong>" in page


def test_a_clause_under_revision_is_listed_once_as_its_revision(desk, article, clause):
    published = ClauseFactory(version=clause.version, heading="Children", published=True)
    desk.post(ADDRESS, sent(published))
    page = html_of(desk.get(ADDRESS))
    revision = published.revision
    assert f'value="{revision.pk}:{revision.edition}"' in page
    assert f'value="{published.pk}:' not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ceasefire", True),
        ("q=CEASEFIRE+length", True),
        ("q=I.5", True),
        ("q=How+long", True),
        ("q=children", False),
        ("topic=truce", True),
        ("topic=other", False),
        ("in=talks", True),
        ("in=talks/paper/draft", True),
        ("in=talks/paper/final", False),
        ("in=elsewhere", False),
        ("in=a/b/c/d/e", False),
        ("q=%00", True),
    ],
)
def test_clauses_are_found_by_words_topic_and_document(desk, article, query, found):
    version = VersionFactory(
        key="draft", proposal__key="paper", proposal__negotiation=NegotiationFactory(key="talks")
    )
    clause = ClauseFactory(
        version=version, label="I.5", heading="Length of the ceasefire",
        topics=[TopicFactory(key="truce")],
    )  # fmt: skip
    asked = QuestionFactory(text="How long does it last?", negotiation=version.proposal.negotiation)
    TermFactory(clause=clause, question=asked)
    page = re.sub("</?mark>", "", html_of(desk.get(f"{ADDRESS}?{query}")))
    assert ("Length of the ceasefire" in page) is found


def test_a_quote_without_vowel_signs_is_said_to_be_and_shown_in_its_place(desk, article, clause):
    keep_text(article, "قال إِنَّ وَقْفَ إِطْلاقِ النَّارِ يَدُومُ.", "ada")
    EvidenceFactory(clause=clause, article=article, quote="وقف إطلاق النار")
    page = html_of(desk.get(ADDRESS))
    assert "found (without vowel signs)" in page.partition('class="legend"')[2].partition("<ol>")[2]
    assert re.search(r'<mark[^>]*class="quote-unpointed"[^>]*>وَقْفَ إِطْلاقِ النَّارِ', page)


def test_a_passage_typed_without_vowel_signs_is_quoted_as_printed(desk, article, clause):
    keep_text(article, "قال إِنَّ وَقْفَ إِطْلاقِ النَّارِ يَدُومُ.", "ada")
    desk.post(ADDRESS, sent(clause, quote="وقف إطلاق النار"))
    evidence = Evidence.objects.get(clause=clause)
    assert (evidence.quote, evidence.quote_state) == ("وَقْفَ إِطْلاقِ النَّارِ", "once")


def test_words_in_any_script_are_found_whatever_their_case(desk, article, version):
    ClauseFactory(version=version, heading="Меморандум про припинення вогню")
    assert "припинення" in html_of(desk.get(f"{ADDRESS}?q=меморандум"))


def test_first_the_negotiation_is_offered_in_which_the_article_was_tagged(desk, article):
    old = ClauseFactory(version__proposal__negotiation=NegotiationFactory(key="old"))
    new = NegotiationFactory(key="new", begins="2030-01-01", ends=None)
    ClauseFactory(heading="Newer", version__proposal__negotiation=new)
    EvidenceFactory(article=article, clause=old)
    page = html_of(desk.get(ADDRESS))
    assert '<option value="old" selected>' in page
    assert "Newer" not in page


def test_clauses_that_share_words_with_the_passage_come_first(desk, article, version):
    ClauseFactory(version=version, heading="Return of children", text="All of them.")
    ClauseFactory(version=version, heading="Exchange of bodies", text="6,000 on each side.")
    found = html_of(desk.post(ADDRESS, sent(do="find")))
    assert found.index("Exchange of bodies") < found.index("Return of children")
    assert "share words with the passage first" in found


def test_a_long_list_says_how_many_are_left_out(desk, article, version):
    for _number in range(43):
        ClauseFactory(version=version)
    assert "3 more are not shown" in html_of(desk.get(ADDRESS))


# Finding keeps the input


def test_looking_for_clauses_without_scripts_keeps_what_was_entered(desk, article, clause):
    other = ClauseFactory(version=clause.version, heading="Children")
    data = sent(clause, do="find", q="children", note="A note", stance="disputes")
    page = html_of(desk.post(ADDRESS, data))
    assert "6,000 bodies can be collected</textarea>" in page
    assert "A note</textarea>" in page
    assert f'value="{target_of(clause)}" checked' in page
    assert f'value="{target_of(other)}">' in page
    assert re.search(r'value="disputes"[^>]* checked', page)
    assert not Evidence.objects.exists()


def test_looking_for_clauses_is_not_judged(desk, article, clause):
    assert errors_of(desk.post(ADDRESS, {"do": "find", "q": "ceasefire"})) == ""


def test_the_fragment_holds_the_same_list_as_the_page(desk, article, clause):
    data = sent(clause, do="find", q="ceasefire")
    page = html_of(desk.post(ADDRESS, data))
    part = html_of(desk.post(ADDRESS, data, headers={"HX-Request": "true"}))
    assert "<html" not in part
    listed = re.search(r'<ul class="choices">.*?</ul>', page, re.S)[0]
    assert listed in part
    assert 'id="found"' in part


# Saving


def test_a_passage_is_saved_and_the_page_comes_back_at_its_mark(desk, article, clause):
    response = desk.post(ADDRESS, sent(clause, q="ceasefire", topic="", **{"in": "talks"}))
    evidence = Evidence.objects.get()
    assert response.status_code == 302
    assert response.url == f"{ADDRESS}?q=ceasefire&in=talks#quote-{evidence.pk}"
    assert (evidence.clause, evidence.article) == (clause, article)
    assert (evidence.quote, evidence.quote_state) == ("6,000 bodies can be collected", "once")
    assert evidence.before == "or three days, so that"
    assert (evidence.tagged_by, evidence.stance, evidence.basis) == ("ada", "supports", "reports")


def test_one_passage_is_saved_to_a_clause_and_an_answer_of_another(desk, article, clause):
    term = TermFactory(clause__version=clause.version)
    desk.post(ADDRESS, sent(clause, term))
    assert {(one.clause, one.term) for one in Evidence.objects.all()} == {
        (clause, None),
        (term.clause, term),
    }


def test_a_tag_on_a_published_clause_goes_to_its_revision_and_the_page_says_so(
    desk, article, version
):
    clause = ClauseFactory(version=version, published=True)
    response = desk.post(ADDRESS, sent(clause))
    (message,) = [str(one) for one in get_messages(response.wsgi_request)]
    assert "readers see it once that is reviewed" in message
    assert reverse("admin:proposals_clause_change", args=[clause.revision.pk]) in message
    assert clause.revision.evidence.filter(article=article).exists()
    assert not clause.evidence.filter(article=article).exists()


def test_words_that_stand_twice_are_not_guessed_but_offered(desk, article, clause):
    response = desk.post(ADDRESS, sent(clause, quote="at least 30 days"))
    page = html_of(response)
    places = re.findall(r'name="place" value="(\d+)"', page)
    assert len(places) == 2
    assert "2 times" in errors_of(response)
    assert not Evidence.objects.exists()
    desk.post(ADDRESS, sent(clause, quote="at least 30 days", place=places[1]))
    assert Evidence.objects.get().quote_place == TEXT.rindex("at least")


def test_the_words_around_a_selection_choose_the_place(desk, article, clause):
    data = sent(clause, quote="at least 30 days", before="A pause at sea would last ", after=".")
    desk.post(ADDRESS, data)
    evidence = Evidence.objects.get()
    assert evidence.quote_place == TEXT.rindex("at least")
    assert evidence.before == "pause at sea would last"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"quote": ""}, "Select the passage"),
        ({"quote": "6,500 bodies can be collected"}, "6,000 bodies can be collected"),
        ({"quote": "a treaty about grain"}, "do not stand in the stored text"),
        ({"quote": "odies can be collected"}, "“bodies can be collected”"),
        ({"quote": " ".join(TEXT.split()[:16])}, "16 words"),
        ({"basis": ""}, "how close the article is"),
        ({"stance": "hates"}, "hates"),
        ({"target": []}, "Choose at least one clause"),
        ({"target": ["99999:1"]}, "removed meanwhile"),
        ({"target": ["x", "1:2:3:4", "²:1", "9" * 40 + ":1"]}, "Choose at least one clause"),
        ({"place": "x"}, ""),
    ],
)
def test_what_cannot_be_saved_is_refused_with_what_would_be_right(
    desk, article, clause, change, error
):
    response = desk.post(ADDRESS, sent(clause, **change))
    assert response.status_code == 200
    assert error in errors_of(response)
    assert not Evidence.objects.exists()


def test_a_refused_passage_keeps_everything_that_was_entered(desk, article, clause):
    page = html_of(desk.post(ADDRESS, sent(clause, quote="no such words", note="Mine")))
    assert "no such words</textarea>" in page
    assert "Mine</textarea>" in page
    assert f'value="{target_of(clause)}" checked' in page


def test_an_answer_of_another_clause_is_refused(desk, article, clause):
    foreign = TermFactory()
    target = f"{clause.pk}:{clause.edition}:{foreign.pk}"
    assert "removed meanwhile" in errors_of(desk.post(ADDRESS, sent(target=[target])))


def test_a_clause_that_somebody_saved_meanwhile_is_named_and_the_second_try_succeeds(
    desk, article, clause
):
    data = sent(clause)
    acquire(clause, 1, UserFactory(username="bob"))
    response = desk.post(ADDRESS, data)
    assert "bob changed “I.5 Length of the ceasefire”" in errors_of(response)
    assert not Evidence.objects.exists()
    assert f'value="{target_of(clause)}" checked' in html_of(response)
    desk.post(ADDRESS, sent(clause))
    assert Evidence.objects.count() == 1


def test_a_passage_that_is_tagged_already_is_refused(desk, article, clause):
    desk.post(ADDRESS, sent(clause))
    assert "rests on this passage already" in errors_of(desk.post(ADDRESS, sent(clause)))
    assert Evidence.objects.count() == 1


def test_without_a_stored_text_a_pasted_quote_is_saved_unchecked(desk, clause):
    ArticleFactory(key="A1")
    desk.post(ADDRESS, sent(clause, quote="whatever  it says"))
    evidence = Evidence.objects.get()
    assert (evidence.quote, evidence.quote_state) == ("whatever it says", "no_text")


def test_the_next_tag_begins_with_the_basis_of_the_last(desk, article, clause):
    desk.post(ADDRESS, sent(clause, basis="prints"))
    assert re.search(r'value="prints"[^>]* checked', html_of(desk.get(ADDRESS)))


def test_a_form_without_its_token_is_refused(article, clause):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(analyst())
    assert strict.post(ADDRESS, sent(clause)).status_code == 403
    assert not Evidence.objects.exists()
    for name in ("workbench:index", "workbench:doubtful"):  # nothing can be sent to a list
        assert strict.post(reverse(name)).status_code == 405


# What a passage means


def test_a_gloss_is_kept_with_the_passage_and_shown_as_ours(desk, article, clause):
    page = html_of(desk.get(ADDRESS))
    assert 'name="quote_gloss"' in page
    desk.post(ADDRESS, sent(clause, quote_gloss="Six thousand dead come home"))
    evidence = Evidence.objects.get(clause=clause)
    assert evidence.quote_gloss == "Six thousand dead come home"
    assert "Six thousand dead come home" in html_of(desk.get(ADDRESS))


def test_a_gloss_of_more_than_fifteen_words_is_refused(desk, article, clause):
    response = desk.post(ADDRESS, sent(clause, quote_gloss="word " * 16))
    assert "at most 15" in errors_of(response)
    assert not Evidence.objects.exists()


def test_a_gloss_without_a_passage_is_refused(desk, clause):
    """An article of which no text is stored can be tagged without a passage."""
    address = reverse("workbench:article", args=[ArticleFactory().key])
    response = desk.post(address, sent(clause, quote="", quote_gloss="What nobody quoted"))
    assert "There is no passage that this could explain" in errors_of(response)
    assert not Evidence.objects.exists()


def test_a_gloss_stays_in_the_form_while_clauses_are_looked_for(desk, article, clause):
    page = html_of(desk.post(ADDRESS, sent(clause, do="find", quote_gloss="Not to be lost")))
    assert 'value="Not to be lost"' in page


# The list of articles


def test_the_list_counts_tags_and_doubts_where_work_goes_on(desk, article, clause):
    published = ClauseFactory(version=clause.version, published=True)
    EvidenceFactory(clause=published, article=article, quote="at least 31 days")
    desk.post(ADDRESS, sent(published))
    (row,) = [one for one in desk.get("/admin/workbench/").context["articles"] if one == article]
    assert (row.tags, row.doubts) == (2, 1)


def test_the_list_begins_with_the_text_that_was_stored_last(desk, article):
    ArticleFactory(published="2030-01-01")
    assert desk.get("/admin/workbench/").context["articles"][0] == article


def test_articles_are_found_by_words(desk, article):
    ArticleFactory(headline="Something else")
    page = html_of(desk.get("/admin/workbench/?q=talks"))
    assert "<mark>Talks</mark> end" in page
    assert "Something else" not in page


@pytest.mark.parametrize("name", ["workbench:index", "workbench:doubtful"])
def test_a_page_that_a_list_does_not_have_is_said(desk, article, name):
    assert "There is no page" in html_of(desk.get(reverse(name), {"page": "99"}))
    assert "There is no page" not in html_of(desk.get(reverse(name), {"page": "1"}))


def test_a_state_that_quotes_do_not_have_is_said(desk):
    queue = reverse("workbench:doubtful")
    assert "There is no state" in html_of(desk.get(queue, {"state": "odd"}))
    assert "There is no state" not in html_of(desk.get(queue, {"state": "changed"}))


def test_an_admin_list_that_cannot_follow_its_address_says_so(desk):
    clauses = reverse("admin:proposals_clause_changelist")
    page = html_of(desk.get(clauses, {"nonsense": "1"}, follow=True))
    assert "could not be followed" in page
    assert "could not be followed" not in html_of(desk.get(clauses))


# Queries


@pytest.mark.parametrize("address", ["/admin/workbench/", ADDRESS, f"{ADDRESS}?q=ceasefire"])
def test_a_page_needs_as_many_queries_for_fifty_times_the_data(
    desk, article, version, address, django_assert_max_num_queries
):
    question = QuestionFactory(negotiation=version.proposal.negotiation)
    fill(article, version, question, 1)
    with django_assert_max_num_queries(20) as few:
        desk.get(address)
    fill(article, version, question, 50)
    with django_assert_max_num_queries(len(few)):
        desk.get(address)


def fill(article, version, question, times: int) -> None:
    """Clauses with answers and evidence, further articles, documents and negotiations."""
    for _number in range(times):
        clause = ClauseFactory(version=version, heading="A ceasefire")
        term = TermFactory(clause=clause, question=question)
        EvidenceFactory(clause=clause, term=term, article=article, quote="6,000 bodies")
        VersionFactory(proposal__negotiation=version.proposal.negotiation)
        keep_text(ArticleFactory(), "A text.", "ada")
