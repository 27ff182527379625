"""Quotes are checked against the stored texts, on texts edited as newspapers edit theirs."""

import pytest

from proposals.editing import anchors
from proposals.editing.revisions import open_revision
from proposals.models import Evidence
from proposals.models.publication_guard import unguarded
from sources.models import ArticleText
from sources.texts import keep_text
from tests.factories import ArticleFactory, ClauseFactory, EvidenceFactory, analyst

pytestmark = pytest.mark.django_db

FIRST = (
    "ISTANBUL, June 2 – The delegations met for about an hour in the Ciragan Palace.\n\n"
    "Kyiv's paper asks for a full and unconditional ceasefire on land, at sea and in the air for "
    "at least 30 days, a delegate said. Monitoring would be led by the United States with support "
    "from third countries.\n\n"
    "Moscow's paper asks for a partial ceasefire in parts of the front for two or three days so "
    "that the bodies of soldiers can be collected. The sides agreed to exchange 6,000 bodies each, "
    "and all wounded prisoners.\n\n"
    "A naval truce in the western Black Sea was also mentioned, for no less than 60 days."
)
QUOTE = {
    "quote": "at least 30 days",
    "before": "at sea and in the air for",
    "after": ", a delegate said. Monitoring would",
}


@pytest.fixture
def article():
    found = ArticleFactory(key="A1")
    keep_text(found, FIRST, "an editor")
    return found


def quoted(article, **values) -> Evidence:
    return EvidenceFactory(article=article, **{**QUOTE, **values})


def after_edit(article, evidence, text: str) -> Evidence:
    keep_text(article, text, "an editor")
    evidence.refresh_from_db()
    return evidence


def test_a_quote_is_checked_when_it_is_saved(article):
    evidence = quoted(article)
    assert evidence.quote_state == "once"
    assert FIRST[evidence.quote_place :].startswith("at least 30 days")
    assert evidence.quote_checked_at


VOWELLED = "قال إِنَّ وَقْفَ إِطْلاقِ النَّارِ يَدُومُ ثَلاثِينَ يَوْمًا."


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("وقف إطلاق النار", "unpointed"),
        ("وَقْفَ إِطْلاقِ النَّارِ", "once"),
        ("وَقْفَ إِطْلاق النار", "unpointed"),
        ("وَقْفُ إِطْلاقِ النَّارِ", "changed"),
        ("وقف اطلاق النار", "missing"),
        ("قف إطلاق النار", "missing"),
    ],
)
def test_a_quote_without_vowel_signs_has_a_state_of_its_own(quote, state):
    article = ArticleFactory()
    keep_text(article, VOWELLED, "an editor")
    evidence = EvidenceFactory(article=article, quote=quote)
    assert evidence.quote_state == state
    assert evidence.quote == quote
    held = state in ("once", "unpointed")
    assert evidence.quote_place == (VOWELLED.index("وَقْفَ") if held else None)


def test_a_quote_without_vowel_signs_is_no_doubt_but_one_among_other_words_is():
    article = ArticleFactory()
    keep_text(article, VOWELLED, "an editor")
    EvidenceFactory(article=article, quote="إطلاق النار", before="إن وقف", after="يدوم")
    assert not anchors.doubtful_quotes().exists()
    EvidenceFactory(article=article, quote="إطلاق النار", before="وكان أول", after="في المدينة")
    (doubtful,) = anchors.doubtful_quotes()
    assert doubtful.quote_state == "changed"
    assert doubtful.quote_nearest == doubtful.quote


def test_a_quote_without_a_stored_text_says_so():
    assert quoted(ArticleFactory()).quote_state == "no_text"


def test_evidence_without_a_quote_has_nothing_to_check(article):
    evidence = EvidenceFactory(article=article)
    assert evidence.quote_state == "unchecked"
    assert anchors.check_article(article).total == 0


def test_a_quote_that_is_typed_anew_is_checked_anew(article):
    evidence = quoted(article)
    evidence.quote = "at least 90 days"
    evidence.save()
    assert evidence.quote_state == "changed"


def test_a_sentence_that_was_deleted_with_a_similar_one_left_is_in_doubt(article):
    """The open fault of the best-known annotator: it settles on the look-alike."""
    evidence = quoted(article, quote="for no less than 60 days", before="", after="")
    text = FIRST.rsplit("\n\n", 1)[0].replace("for two or three days", "for no more than 3 days")
    found = after_edit(article, evidence, text)
    assert found.quote_state in ("changed", "missing")
    assert found.quote_place is None
    assert found.quote == "for no less than 60 days"


def test_the_same_words_in_another_sentence_are_not_taken_for_the_deleted_ones(article):
    evidence = quoted(article)
    text = FIRST.replace(" for at least 30 days, a delegate said.", ".").replace(
        "for no less than 60 days", "to be held for at least 30 days from the day of signing"
    )
    found = after_edit(article, evidence, text)
    assert found.quote_state == "changed"
    assert found.quote_nearest == found.quote
    assert found.quote_place is None


def test_a_sentence_that_was_moved_is_found_where_it_is_now(article):
    evidence = quoted(article)
    head, kyiv, moscow, sea = FIRST.split("\n\n")
    found = after_edit(article, evidence, f"{head}\n\n{moscow}\n\n{sea}\n\n{kyiv}")
    assert found.quote_state == "once"
    assert found.quote_place > len(moscow)


def test_a_whole_sentence_that_was_moved_away_from_its_neighbours_is_found(article):
    sentence = "The delegations met for about an hour in the Ciragan Palace."
    evidence = quoted(article, quote=sentence, before="ISTANBUL, June 2 –", after="Kyiv's paper")
    found = after_edit(article, evidence, f"{FIRST.replace(sentence, '')} {sentence}")
    assert found.quote_state == "once"


NOTE = "Talks ended. The Harbour note calls for a ceasefire of thirty days, a source said."
SPOKESMAN = (
    "Talks ended. A spokesman of the ministry confirmed yesterday on the record that the northern "
    "side would leave the valley within a week or two. It rained."
)


@pytest.fixture
def far(article):
    """A quote whose sentence is longer than the words that are kept beside it."""
    keep_text(article, SPOKESMAN, "an editor")
    before, after = "record that the northern side", "within a week or two"
    return quoted(article, quote="would leave the valley", before=before, after=after)


def test_the_same_words_among_other_ones_are_in_doubt(article):
    keep_text(article, NOTE, "an editor")
    before, after = "The Harbour note", "of thirty days, a source"
    evidence = quoted(article, quote="calls for a ceasefire", before=before, after=after)
    assert evidence.quote_state == "once"
    text = "The Island note calls for a ceasefire in two regions, a source said."
    found = after_edit(article, evidence, text)
    assert (found.quote_state, found.quote_place) == ("changed", None)
    assert list(anchors.doubtful_quotes()) == [evidence]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("confirmed yesterday", "denied yesterday"),
        ("the northern side", "the southern side"),
        ("the northern side", "nobody ever"),
        ("A spokesman", "No spokesman"),
        ("or two.", "or never."),
    ],
)
def test_a_word_that_was_changed_anywhere_in_the_sentence_is_in_doubt(article, far, old, new):
    assert far.quote_state == "once"
    found = after_edit(article, far, SPOKESMAN.replace(old, new))
    assert (found.quote_state, found.quote_place) == ("changed", None)


def test_a_doubt_lasts_until_an_editor_settles_it(article, far):
    denied = SPOKESMAN.replace("confirmed", "denied")
    found = after_edit(article, far, denied)
    found.note = "Said twice."
    found.save()
    assert found.quote_state == "changed"
    assert after_edit(article, far, denied).quote_state == "changed"
    assert after_edit(article, far, f"{denied} Night fell.").quote_state == "changed"
    assert after_edit(article, far, SPOKESMAN).quote_state == "once"


def test_another_passage_of_the_article_is_held_to_its_own_sentence(article, far):
    far.quote, far.before, far.after = "It rained", "", ""
    far.save()
    assert far.quote_state == "once"
    found = after_edit(article, far, SPOKESMAN.replace("A spokesman", "No spokesman"))
    assert found.quote_state == "once"
    assert after_edit(article, far, f"{SPOKESMAN} ").quote_state == "once"
    found = after_edit(article, far, SPOKESMAN.replace("It rained", "Nobody says: It rained"))
    assert found.quote_state == "changed"


def test_a_quote_whose_sentence_is_not_known_is_held_to_the_text_that_is_replaced(article, far):
    Evidence.objects.update(quote_sentence="")
    found = after_edit(article, far, SPOKESMAN.replace("A spokesman", "No spokesman"))
    assert found.quote_state == "changed"


def test_the_sentence_goes_with_the_text(article, far):
    assert "spokesman" in Evidence.objects.get().quote_sentence
    article.stored_text.delete()
    assert Evidence.objects.get().quote_sentence == ""


def test_a_revision_is_held_to_the_same_sentence(article):
    keep_text(article, SPOKESMAN, "an editor")
    clause = ClauseFactory(published=True)
    quote = {"quote": "would leave the valley", "before": "", "after": ""}
    original = quoted(article, clause=clause, **quote)
    own = open_revision(clause, analyst()).evidence.get(article=article)
    assert own.quote_sentence == original.quote_sentence != ""
    found = after_edit(article, own, SPOKESMAN.replace("A spokesman", "No spokesman"))
    assert found.quote_state == "changed"


@pytest.mark.parametrize(
    "text",
    [
        SPOKESMAN.replace("northern", "Northern"),
        SPOKESMAN.replace("leave", "Leave"),
        SPOKESMAN.replace("northern", "north\u00adern").replace("valley", "val\u00adley"),
        f"It was cold.\n\n{SPOKESMAN}",
        SPOKESMAN.replace(" It rained.", "\n\nIt rained."),
    ],
)
def test_a_letter_in_another_case_a_soft_hyphen_or_a_paragraph_is_no_doubt(article, far, text):
    assert after_edit(article, far, text).quote_state == "once"
    assert not anchors.doubtful_quotes().exists()


def test_retyped_quotation_marks_and_spaces_change_nothing(article):
    keep_text(article, FIRST + " “We want peace,” he said.", "an editor")
    evidence = quoted(article, quote="“We want peace,” he said", before="", after="")
    found = after_edit(article, evidence, FIRST + ' "We  want\u00a0peace," he said.')
    assert found.quote_state == "once"


@pytest.mark.parametrize("number", ["60", "3", "300", "13"])
def test_a_changed_number_counts_as_changed(article, number: str):
    evidence = quoted(article)
    found = after_edit(article, evidence, FIRST.replace("least 30 days", f"least {number} days"))
    assert found.quote_state == "changed"
    assert found.quote_nearest == f"at least {number} days"
    assert found.quote == "at least 30 days"


def test_a_phrase_that_was_added_a_second_time_is_told_apart_by_the_words_around(article):
    evidence = quoted(article)
    found = after_edit(article, evidence, FIRST + " The pause at sea lasts at least 30 days.")
    assert found.quote_state == "once"
    assert found.quote_place == FIRST.index("at least 30 days")


def test_a_phrase_twice_without_words_around_is_in_doubt(article):
    evidence = quoted(article, before="", after="")
    found = after_edit(article, evidence, FIRST + " The pause at sea lasts at least 30 days.")
    assert found.quote_state == "several"
    assert found.quote_place is None


def test_a_rewritten_article_loses_the_quote(article):
    found = after_edit(article, quoted(article), "The talks ended. No document was handed over.")
    assert (found.quote_state, found.quote_nearest) == ("missing", "")


def test_a_text_that_is_removed_leaves_nothing_to_check(article):
    evidence = quoted(article)
    article.stored_text.delete()
    evidence.refresh_from_db()
    assert (evidence.quote_state, evidence.quote_place) == ("no_text", None)


def test_an_article_goes_with_its_text(article):
    article.delete()
    assert not ArticleText.objects.exists()


def test_a_text_that_is_restored_restores_the_quote(article):
    evidence = quoted(article)
    after_edit(article, evidence, FIRST.replace("30 days", "60 days"))
    found = after_edit(article, evidence, FIRST)
    assert (found.quote_state, found.quote_nearest) == ("once", "")


def test_the_quotes_of_published_clauses_are_checked_too_and_stay_as_they_are(article):
    evidence = quoted(article, clause=ClauseFactory(published=True))
    found = after_edit(article, evidence, FIRST.replace("30 days", "60 days"))
    assert (found.quote_state, found.quote) == ("changed", "at least 30 days")


def test_a_check_counts_what_it_found(article):
    quoted(article)
    quoted(article, quote="6,000 bodies each", before="", after="")
    quoted(article, quote="a grain corridor from Odesa", before="", after="")
    found = anchors.check_article(article)
    assert found.counts == {"once": 2, "missing": 1}
    assert (found.doubtful, found.total) == (1, 3)


@pytest.mark.parametrize("rows", [1, 30])
def test_a_check_needs_three_queries_however_many_quotes_there_are(
    article, rows, django_assert_num_queries
):
    clause = ClauseFactory()
    for _row in range(rows):
        quoted(article, clause=clause)
    with django_assert_num_queries(3):
        anchors.check_article(article)


def test_one_quote_is_checked_on_request(article):
    evidence = quoted(article)
    Evidence.objects.filter(pk=evidence.pk).update(quote_state="unchecked")
    assert anchors.check_evidence(Evidence.objects.get(pk=evidence.pk)) == "once"
    evidence.refresh_from_db()
    assert evidence.quote_state == "once"


def test_quotes_that_were_loaded_in_bulk_wait_for_a_check(article):
    evidence = quoted(article)
    Evidence.objects.filter(pk=evidence.pk).update(quote_state="unchecked")
    assert list(anchors.unchecked_quotes()) == [evidence]
    assert anchors.check_unchecked().counts == {"once": 1}
    assert not anchors.unchecked_quotes().exists()


def test_a_quote_of_an_article_without_a_text_waits_for_nothing():
    quoted(ArticleFactory())
    assert not anchors.unchecked_quotes().exists()


def test_the_queue_holds_what_an_editor_has_to_settle_and_nothing_else(article):
    quoted(article)
    doubtful = quoted(article, quote="at least 31 days")
    withdrawn = quoted(article, quote="at least 32 days")
    with unguarded():
        withdrawn.clause.state = "withdrawn"
        withdrawn.clause.save()
    assert list(anchors.doubtful_quotes()) == [doubtful]


def test_the_queue_holds_the_revision_of_a_clause_instead_of_the_clause(article):
    clause = ClauseFactory(published=True)
    original = quoted(article, clause=clause, quote="at least 31 days")
    assert list(anchors.doubtful_quotes()) == [original]
    revision = open_revision(clause, analyst())
    assert list(anchors.doubtful_quotes()) == [revision.evidence.get(article=article)]
