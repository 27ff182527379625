"""Stored marks equal those computed anew, whatever was written; nothing outdated is ever read."""

import datetime
import logging
from itertools import combinations, cycle, permutations

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from proposals.comparisons import row_builder, stored_marks
from proposals.comparisons.catalogue import catalogue, catalogue_of_documents
from proposals.comparisons.published_rows import read_published_rows
from proposals.comparisons.row_builder import RowBuilder
from proposals.comparisons.row_facts import facts_of
from proposals.comparisons.row_index import RowNotRead
from proposals.comparisons.selection import Selection
from proposals.comparisons.stored_marks import columns_with_marks
from proposals.data_stamps import read_stamp, under_stamp
from proposals.data_stamps.lock_timeout import SHORT_MILLISECONDS, short_wait
from proposals.data_stamps.memory import memory
from proposals.models import (
    Clause,
    Coverage,
    Evidence,
    Judgement,
    Negotiation,
    Party,
    Proposal,
    Question,
    Response,
    RowMarks,
    Term,
    Topic,
    Transition,
    Version,
)
from sources.models import Article, Outlet
from tests.support.folders import LAKE, NEGOTIATIONS, stored_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored", "without_guard", "all_kept")]
stored = stored_for_a_module(LAKE, NEGOTIATIONS / "strait-2033")
TALKS = ("lake-2031", "strait-2033")


@pytest.fixture
def all_kept(monkeypatch):
    """Let the marks of the smallest comparison be stored."""
    monkeypatch.setattr(stored_marks, "MOST_UNSTORED", 0)


@pytest.fixture
def compared(monkeypatch):
    """The number of rows that were compared, in a list of their lengths."""
    calls = []
    engine = row_builder.compare_row

    def counted(positions, **options):
        calls.append(1)
        return engine(positions, **options)

    monkeypatch.setattr(row_builder, "compare_row", counted)
    return calls


def columns(negotiation, documents=()):
    """Return columns as the first page of a process reads them, with marks that are stored."""
    memory.clear()
    with under_stamp(read_stamp()):
        offered = catalogue_of_documents(negotiation)
        return columns_with_marks(offered, offered.chosen(Selection(documents)))


def anew(negotiation, documents=()):
    """Return everything that an index has, made from the rows as they are now."""
    whole = catalogue(negotiation)
    chosen = whole.chosen(Selection(documents))
    published = read_published_rows(chosen)
    builder = RowBuilder(whole, chosen, published)
    return [
        (
            *named(question),
            facts_of(builder.row(question), coded=builder.coded(question)),
            words_of(builder.row(question)),
        )
        for question in whole.questions
    ], {outlet.key: outlet.name for outlet in published.outlets}


def named(question):
    topic = question.topic
    return question.key, question.text, question.label, topic.key, topic.name, topic.theme.key


def words_of(row):
    """Return the words of a row: no word of a search has a space, so that each lies within one."""
    return set(row.folded_text.split())


def read(negotiation, documents=()):
    """Return the same from stored marks."""
    stored = columns(negotiation, documents).stored
    index = stored.index
    rows = [
        (*named(question), index.facts[question.pk], words_of(stored.row(question)))
        for question in index.questions
    ]
    return rows, {outlet.key: outlet.name for outlet in index.named_outlets}


def assert_equal():
    for talks in TALKS:
        rows, outlets = read(talks)
        rows_anew, outlets_anew = anew(talks)
        assert rows == rows_anew
        assert outlets.items() <= outlets_anew.items()
        assert read(talks) == (rows, outlets)


def first(model, **filters):
    return model._base_manager.filter(**filters).order_by("pk")[0]


def answered():
    return first(Term, clause__version__proposal__negotiation__key="lake-2031")


def change(row, **values):
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def add_response():
    term = answered()
    others = Version.objects.filter(proposal__negotiation__key="lake-2031")
    responder = others.exclude(proposal=term.clause.version.proposal).order_by("-pk")[0]
    response = Response.objects.bulk_create(
        [
            Response(
                version=responder, to=term.clause.version, key="zz", uid="zz", stance="rejects",
                date="2031-09-01", state="published",
            )
        ]
    )[0]  # fmt: skip
    response.clauses.add(term.clause)


def add_question():
    copy = first(Question, negotiation__key="lake-2031")
    copy.pk, copy.key, copy.ordinal = None, "zz", 0
    Question.objects.bulk_create([copy])


def add_judgement():
    versions = Version.objects.filter(proposal__negotiation__key="lake-2031").order_by("pk")
    pair = {"first": versions[0], "second": versions[1], "question": answered().question}
    made_at = datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)
    Judgement.objects.bulk_create([Judgement(**pair, mark="agree", reason="x", made_at=made_at)])


def other_question(term):
    return Question.objects.filter(negotiation=term.question.negotiation).exclude(
        terms__clause=term.clause
    )[0]


def with_evidence():
    return Clause.objects.filter(evidence__isnull=False).distinct()


def supporting():
    return first(Evidence, stance="supports", clause=answered().clause)


WRITES = {
    "force": lambda: change(answered(), force="expects"),
    "case": lambda: change(answered(), scope="in the dry season"),
    "condition": lambda: change(answered(), condition="if it rains"),
    "no answer": lambda: answered().delete(),
    "another question": lambda: change(answered(), question=other_question(answered())),
    "who acts": lambda: first(Term, bearers__isnull=False).bearers.clear(),
    "all who act": lambda: [term.bearers.clear() for term in Term.objects.all()],
    "withdrawn": lambda: change(answered().clause, state="draft"),
    "deferred": lambda: change(answered().clause, status="deferred"),
    "bracketed": lambda: change(answered().clause, status="bracketed"),
    "alternative": lambda: change(answered().clause, option="a", option_label="Plan A"),
    "no clause": lambda: answered().clause.delete(),
    "no absence": lambda: first(Coverage).delete(),
    "no absences": lambda: Coverage.objects.all().delete(),
    "another absence": lambda: change(first(Coverage), kind="deferred"),
    "no evidence": lambda: supporting().delete(),
    "little evidence": lambda: Evidence.objects.exclude(
        pk__in=[min(clause.evidence.values_list("pk", flat=True)) for clause in with_evidence()]
    ).delete(),
    "disputed": lambda: change(supporting(), stance="disputes"),
    "another article": lambda: change(supporting(), article=Article.objects.order_by("-pk")[0]),
    "one source": lambda: Article.objects.exclude(pk=first(Article).pk).update(
        syndicated_from=first(Article)
    ),
    "outlet": lambda: Outlet.objects.update(name="Another"),
    "judgement": add_judgement,
    "question": lambda: change(answered().question, text="Why?", label="Why", ordinal=99),
    "kind": lambda: change(first(Question, kind="range"), holds="in-total"),
    "new question": add_question,
    "topic": lambda: Topic.objects.update(name="Another", ordinal=1),
    "party": lambda: Party.objects.update(role="mediator"),
    "whose it is": lambda: Proposal.objects.order_by("-pk")[0].parties.set(Party.objects.all()),
    "response": add_response,
    "no responses": lambda: Response.objects.all().delete(),
    "cases": lambda: Negotiation.objects.update(scopes=[]),
    "version": lambda: Version.objects.update(date="2031-01-01"),
}


@pytest.mark.parametrize("name", WRITES)
def test_after_any_write_stored_marks_equal_those_computed_anew(name):
    assert_equal()
    before = RowMarks.objects.count()
    WRITES[name]()
    assert_equal()
    assert before == 2


@pytest.mark.parametrize("talks", TALKS)
def test_marks_are_the_same_in_every_order_of_the_columns(talks):
    keys = [document.key for document in catalogue(talks).documents][:4]
    for documents in permutations(keys, 3):
        assert read(talks, documents)[0] == anew(talks, documents)[0]
    rows = sum(1 for _ in RowMarks.objects.all())
    assert rows == len({frozenset(one) for one in permutations(keys, 3)})


def test_only_the_rows_of_what_was_written_are_compared_again(compared):
    read("lake-2031")
    compared.clear()
    read("lake-2031")
    assert not compared
    change(answered(), force="expects")
    read("lake-2031")
    assert len(compared) == 1
    read("lake-2031")
    assert len(compared) == 1


def test_what_moves_no_row_compares_none(compared):
    read("lake-2031")
    compared.clear()
    before = read_stamp().whole
    change(first(Transition), at=timezone.now())
    assert read_stamp().whole != before
    read("lake-2031")
    assert not compared


def test_marks_of_other_code_are_not_trusted(compared):
    read("lake-2031")
    RowMarks.objects.update(code="older", rows="{}")
    assert read("lake-2031")[0] == anew("lake-2031")[0]


def test_without_a_stamp_nothing_stored_is_read_or_written():
    read("lake-2031")
    RowMarks.objects.update(rows="nonsense")
    offered = catalogue_of_documents("lake-2031")
    own = columns_with_marks(offered, offered.chosen(Selection()))
    assert own.stored is None
    assert own.matrix(Selection()).row_count
    assert set(RowMarks.objects.values_list("rows", flat=True)) == {"nonsense"}


def test_a_write_while_rows_are_read_is_seen_by_the_next_reader(monkeypatch):
    def late(documents, limits=None):
        published = read_published_rows(documents, limits)
        change(answered(), force="expects")
        return published

    for _ in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(stored_marks, "read_published_rows", late)
            columns("lake-2031")
        assert read("lake-2031")[0] == anew("lake-2031")[0]
        change(answered(), force="demands")
        RowMarks.objects.all().delete()


def test_marks_of_a_slower_reader_do_no_harm():
    """Somebody who began before a write stores what he read after all others."""
    read("lake-2031")
    (old,) = RowMarks.objects.all()
    change(answered(), force="expects", scope="in the dry season")
    read("lake-2031")
    RowMarks.objects.update(stamp=old.stamp, rows=old.rows)
    assert read("lake-2031")[0] == anew("lake-2031")[0]


def test_what_hinders_storing_is_logged_and_breaks_nothing(monkeypatch, caplog):
    def locked(*_args, **_options):
        raise OperationalError("database is locked")

    monkeypatch.setattr(type(RowMarks.objects.all()), "bulk_create", locked)
    with caplog.at_level(logging.WARNING):
        assert read("lake-2031")[0] == anew("lake-2031")[0]
    assert "could not be stored" in caplog.text
    assert not RowMarks.objects.exists()


def test_the_sets_of_columns_that_are_stored_are_bounded(monkeypatch):
    monkeypatch.setattr(stored_marks, "MOST_SETS", 3)
    draws = cycle(range(2))
    monkeypatch.setattr(stored_marks.secrets, "randbelow", lambda _most: next(draws))
    sets = combinations([document.key for document in catalogue("lake-2031").documents], 2)
    counts = []
    for documents in sets:
        columns("lake-2031", documents)
        counts.append(RowMarks.objects.count())
    # Whatever the stamp is: chance decides at which of the sets those above are forgotten.
    assert counts[:4] == [1, 2, 3, 4]
    assert set(counts[4:]) == {3, 4}


def test_the_sets_that_were_read_since_the_last_write_are_kept_longest(monkeypatch):
    keys = [document.key for document in catalogue("lake-2031").documents]
    first_set, *others = combinations(keys, 2)
    columns("lake-2031", first_set)
    for documents in others[:3]:
        columns("lake-2031", documents)
    change(answered(), force="expects")
    monkeypatch.setattr(stored_marks, "MOST_SETS", 1)
    monkeypatch.setattr(stored_marks, "_CLEAN_UP_ONE_IN", 1)
    columns("lake-2031", first_set)
    assert RowMarks.objects.get().columns == stored_key(first_set)


def stored_key(documents):
    whole = catalogue("lake-2031")
    versions = sorted(whole.by_key[key].version.pk for key in documents)
    return f"{whole.negotiation.pk}:{'-'.join(map(str, versions))}"


def test_a_reader_does_not_wait_long_for_a_writer_of_the_file():
    """PostgreSQL lets writers of different rows go on, and needs no such bound."""
    on_sqlite = connection.vendor == "sqlite"
    name, usual = ("PRAGMA busy_timeout", 20_000) if on_sqlite else ("SHOW lock_timeout", "1min")
    for _ in range(2):
        with short_wait():
            assert setting(name) == (SHORT_MILLISECONDS if on_sqlite else usual)
        assert setting(name) == usual


def setting(name):
    with connection.cursor() as cursor:
        cursor.execute(name)
        return cursor.fetchone()[0]


# -- rows in memory ------------------------------------------------------------------------------


def shown_rows(own, most):
    matrix = own.matrix(Selection())
    rows = list(matrix.rows)[:most]
    matrix.load(rows)
    return matrix, rows


def test_rows_that_one_page_read_are_there_for_the_next(django_assert_num_queries):
    with under_stamp(read_stamp()):
        own = columns("lake-2031")
        own.kept.most, own.kept.rows = 3, {}
        _matrix, rows = shown_rows(own, 2)
        words = [[cell.terms for cell in row.cells] for row in rows]
        with django_assert_num_queries(0):
            _matrix, rows = shown_rows(own, 2)
            assert [[cell.terms for cell in row.cells] for row in rows] == words
    assert len(own.kept.rows) == 2


def test_no_more_rows_are_kept_than_fit_and_a_page_keeps_its_own(django_assert_num_queries):
    with under_stamp(read_stamp()):
        own = columns("lake-2031")
        own.kept.most, own.kept.rows = 3, {}
        _matrix, first_rows = shown_rows(own, 2)
        matrix, rows = shown_rows(own, 4)
        assert len(own.kept.rows) <= 3
        with django_assert_num_queries(0):
            assert all(row.cells for row in (*first_rows, *rows))
            matrix.load(rows)


def test_nothing_that_only_a_whole_question_has_is_read_from_an_index(monkeypatch):
    own = columns("lake-2031")
    own.kept.rows = {}
    row = next(iter(own.matrix(Selection()).rows))
    with pytest.raises(RowNotRead, match="kind"):
        _ = row.question.kind
    with pytest.raises(AttributeError):
        _ = row.question.no_such_name
    assert row.cells
    assert row.question.kind
