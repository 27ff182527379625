"""The stamp moves with every write, behind every door, and with nothing else."""

import datetime
from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from reversion.models import Revision
from reversion.models import Version as Reversion

from proposals.data_stamps import installation, read_stamp, triggers
from proposals.models import (
    Clause,
    Coverage,
    DataStamp,
    Evidence,
    ExpiredSnapshot,
    Freeze,
    Judgement,
    Map,
    Party,
    PdfContent,
    PdfDrawer,
    PdfJob,
    Question,
    Response,
    RowEditor,
    RowMarks,
    RowRevision,
    Snapshot,
    SnapshotUse,
    Term,
    Transition,
    Translation,
    Version,
)
from sources.models import Article, ArticleText, Fingerprint
from tests.factories import (
    ClauseFactory,
    CommentFactory,
    CoverageEvidenceFactory,
    EvidenceFactory,
    JudgementFactory,
    ResponseEvidenceFactory,
    ResponseFactory,
)
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored", "without_guard")]
stored = stored_for_a_module(LAKE)
MODELS = triggers.stamped_models()
# Frozen comparisons come and go without a new stamp; a page that shows one asks for it.
COMING_AND_GOING = [model for model in MODELS if model is not Snapshot]


def whole():
    stamp = read_stamp()
    assert stamp is not None
    return stamp.whole


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def table(model):
    return connection.ops.quote_name(model._meta.db_table)


NOW = datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)

PACKED = ("record_packed", "worded_packed", "sheet_packed", "styles_packed")
HASHES = ("hash", "worded_hash", "sheet_hash")


def fill_the_empty_tables():
    """One row in each table that the folder leaves empty."""
    article, clause = Article.objects.all()[0], Clause.objects.all()[0]
    text = ArticleText.objects.create(article=article, text="x", digest="x", kept_at=NOW)
    Fingerprint.objects.bulk_create([Fingerprint(stored_text=text, value=1, place=0)])
    response = ResponseFactory()
    response.clauses.add(clause)
    response.questions.add(Question.objects.all()[0])
    ResponseEvidenceFactory(response=response)
    CoverageEvidenceFactory(coverage=Coverage.objects.all()[0])
    CommentFactory(clause=clause)
    Map.objects.bulk_create(
        [Map(negotiation=clause.version.proposal.negotiation, key="zz", regions=[])]
    )
    Translation.objects.create(
        subject="topic fire", field="name", language="uk", original="Fire", text="Вогонь"
    )
    packed = dict.fromkeys(PACKED, b"x") | dict.fromkeys(HASHES, "0" * 64)
    Snapshot.objects.bulk_create([Snapshot(frozen_at=NOW, record_size=1, **packed)])
    changed = RowRevision.objects.create(changes=[], title="x", made_at=NOW)
    changed.negotiations.add(clause.version.proposal.negotiation)
    editor = get_user_model().objects.create(username="an editor")
    clause.editors.add(editor)
    response.editors.add(editor)
    revision = Revision.objects.create(date_created=NOW)
    kind = ContentType.objects.get_for_model(Clause)
    Reversion.objects.create(
        revision=revision,
        object_id="1",
        content_type=kind,
        db="default",
        format="json",
        serialized_data="[]",
        object_repr="x",
    )


@pytest.mark.parametrize("model", COMING_AND_GOING, ids=lambda model: model._meta.label)
def test_a_write_to_any_table_at_the_databases_own_prompt_moves_the_stamp(model):
    fill_the_empty_tables()
    key = model._base_manager.order_by("-pk").values_list("pk", flat=True)[0]
    name = connection.ops.quote_name(model._meta.pk.column)
    before = whole()
    execute(f"UPDATE {table(model)} SET {name} = {name} WHERE {name} = %s", key)
    between = whole()
    assert between != before
    columns = [connection.ops.quote_name(f.column) for f in model._meta.concrete_fields]
    others = ", ".join(columns)
    execute(
        f"CREATE TEMPORARY TABLE aside AS SELECT {others} FROM {table(model)} WHERE {name} = %s",
        key,
    )
    assert whole() == between
    with transaction.atomic():
        execute(f"DELETE FROM {table(model)} WHERE {name} = %s", key)
        deleted = whole()
        assert deleted not in {before, between}
        execute(f"INSERT INTO {table(model)} ({others}) SELECT {others} FROM aside")
        assert whole() not in {before, between, deleted}
        execute("DROP TABLE aside")


def test_a_frozen_comparison_moves_the_stamp_only_where_it_is_altered():
    before = whole()
    packed = dict.fromkeys(PACKED, b"x") | dict.fromkeys(HASHES, "0" * 64)
    snapshot = Snapshot.objects.create(frozen_at=NOW, record_size=1, **packed)
    between = read_stamp()
    assert between.whole == before
    execute(f"UPDATE {table(Snapshot)} SET record_size = 2")
    altered = whole()
    assert altered != before
    snapshot.delete()
    assert whole() == altered
    assert read_stamp().freezes != between.freezes


BULK = {
    Clause: "heading",
    Term: "note",
    Evidence: "note",
    Coverage: "note",
    Question: "text",
    Transition: "by_name",
}


@pytest.mark.parametrize("model", BULK, ids=lambda model: model.__name__)
def test_every_way_of_the_orm_moves_the_stamp(model):
    row = model._base_manager.order_by("pk")[0]
    seen = [whole()]

    def moved():
        seen.append(whole())
        assert len(set(seen)) == len(seen)

    model._base_manager.filter(pk=row.pk).update(id=row.pk)
    moved()
    model._base_manager.bulk_update([row], [BULK[model]])
    moved()
    row.save()
    moved()
    copy = model._base_manager.get(pk=row.pk)
    others = {"uid": "zz9", "key": "zz9", "number": 999}
    for name, value in others.items():
        if name in {field.name for field in model._meta.fields}:
            setattr(copy, name, value)
    if model in (Coverage, Question):
        return
    copy.pk = None
    model._base_manager.bulk_create([copy])
    moved()
    model._base_manager.filter(pk=copy.pk)._raw_delete("default")
    moved()


def test_many_to_many_rows_move_the_stamp():
    term = Term.objects.filter(bearers__isnull=False)[0]
    before = whole()
    term.bearers.clear()
    assert whole() != before


def test_reading_signing_in_and_what_nobody_sees_move_nothing(client):
    before = whole()
    client.get("/lake-2031/compare/")
    get_user_model().objects.create_user("visitor")
    assert whole() == before


def test_what_is_rolled_back_leaves_the_stamp_where_it_was():
    before = whole()
    with transaction.atomic():
        Article.objects.update(headline="Another")
        assert whole() != before
        transaction.set_rollback(True)
    assert whole() == before


def test_equal_numbers_of_writes_give_unequal_stamps():
    stamps = set()
    for _ in range(20):
        Article.objects.update(note="The same each time")
        stamps.add(whole())
    assert len(stamps) == 20


# -- rows ---------------------------------------------------------------------------------------


def row_stamps():
    stamp = read_stamp()
    return {question.key: stamp.of_row(question.pk) for question in Question.objects.all()}


def moved_rows(write):
    before = row_stamps()
    write()
    after = row_stamps()
    return {key for key, stamp in after.items() if before[key] != stamp}


def test_an_answer_moves_the_rows_of_its_question_alone():
    term = Term.objects.order_by("pk")[0]
    assert moved_rows(lambda: Term.objects.filter(pk=term.pk).update(note="x")) == {
        term.question.key
    }
    parties = term.clause.version.proposal.negotiation.parties.all()
    assert moved_rows(lambda: term.bearers.set(parties)) == {term.question.key}


def test_an_answer_that_goes_over_to_another_question_moves_the_rows_of_both():
    term = Term.objects.order_by("pk")[0]
    other = Question.objects.exclude(terms__clause=term.clause)[0]
    write = Term.objects.filter(pk=term.pk)
    assert moved_rows(lambda: write.update(question=other)) == {term.question.key, other.key}


def test_a_clause_moves_the_rows_of_its_answers_of_its_topics_and_of_what_waits_for_it():
    named = set(Response.objects.values_list("clauses", flat=True))
    clause = next(
        one
        for one in Clause.objects.filter(terms__isnull=False, option="").order_by("pk")
        if one.pk not in named
    )
    waiting = Term.objects.exclude(clause=clause).order_by("pk")[0]
    Term.objects.filter(pk=waiting.pk).update(waits_for=clause)
    own = set(clause.terms.values_list("question__key", flat=True)) | {waiting.question.key}
    own |= set(Question.objects.filter(topic__in=clause.topics.all()).values_list("key", flat=True))
    moved = moved_rows(lambda: Clause.objects.filter(pk=clause.pk).update(heading="Another"))
    assert moved == own
    item = Evidence.objects.filter(clause=clause)[0]
    assert moved_rows(lambda: Evidence.objects.filter(pk=item.pk).update(note="x")) >= own


def test_evidence_moves_the_rows_that_its_clause_moves_with_it():
    """With its first evidence a clause comes before readers, with its last it goes."""
    named = Response.objects.filter(clauses__isnull=False).values("clauses")
    option = Clause.objects.exclude(option="").exclude(pk__in=named).order_by("pk")[0]
    plain = Clause.objects.filter(option="", terms__isnull=False).exclude(pk__in=named)[0]
    for clause in (option, plain):
        row, evidence = Clause.objects.filter(pk=clause.pk), Evidence.objects.filter(clause=clause)
        moved = moved_rows(partial(row.update, heading="Another"))
        assert moved
        assert moved_rows(partial(evidence.update, note="Read again")) == moved
        assert moved_rows(partial(evidence._raw_delete, "default")) == moved
        assert moved_rows(partial(EvidenceFactory, clause=clause)) >= moved


def test_evidence_of_a_clause_that_a_response_names_moves_all_rows():
    evidence = Evidence.objects.all()[0]
    clause = evidence.clause
    ResponseFactory().clauses.add(clause)
    every = set(Question.objects.values_list("key", flat=True))
    assert moved_rows(lambda: Evidence.objects.filter(clause=clause).update(note="x")) == every


def test_a_row_that_takes_the_place_of_another_moves_the_rows_of_both():
    """Written at the prompt of SQLite, where no trigger hears of what is deleted."""
    if connection.vendor == "sqlite":
        execute("PRAGMA recursive_triggers=OFF")
    term = Term.objects.order_by("pk")[0]
    other = Question.objects.exclude(terms__clause=term.clause)[0]
    assert moved_rows(lambda: replace(term, question_id=other.pk)) >= {
        term.question.key,
        other.key,
    }


def replace(row, **values):
    fields = {one.attname: one for one in row._meta.concrete_fields}
    for name, value in values.items():
        setattr(row, name, value)
    if connection.vendor == "sqlite":
        names = [one.column for one in fields.values()]
        places = ", ".join(["%s"] * len(names))
        prepared = [
            one.get_db_prep_save(getattr(row, name), connection) for name, one in fields.items()
        ]
        words = (
            f"INSERT OR REPLACE INTO {row._meta.db_table} ({', '.join(names)}) VALUES ({places})"
        )
        execute(words, *prepared)
    else:
        type(row)._base_manager.filter(pk=row.pk).update(**values)


def test_a_clause_of_an_alternative_moves_all_rows_of_its_documents_alternatives():
    first, second = Clause.objects.filter(terms__isnull=False).order_by("pk")[:2]
    version = first.version
    Clause.objects.filter(pk__in=[first.pk, second.pk]).update(version=version, option="a")
    questions = set(second.terms.values_list("question__key", flat=True))
    write = Clause.objects.filter(pk=first.pk)
    assert moved_rows(lambda: write.update(option_label="Plan A")) >= questions
    assert moved_rows(lambda: write.update(option="")) >= questions


@pytest.mark.parametrize("model", [Question, Article, Party, Version], ids=lambda m: m.__name__)
def test_what_may_stand_anywhere_moves_every_row(model):
    one = model.objects.all()[0]
    assert moved_rows(lambda: model.objects.filter(pk=one.pk).update(id=one.pk)) == set(
        row_stamps()
    )


def test_steps_of_review_move_pages_but_no_row_by_themselves():
    before = whole()
    assert not moved_rows(lambda: Transition.objects.update(by_name="Another"))
    assert whole() != before


def test_a_new_clause_without_anything_moves_the_stamp_of_pages():
    before = whole()
    ClauseFactory()
    assert whole() != before


def test_a_judgement_moves_its_question():
    judgement = JudgementFactory(question=Question.objects.all()[0])
    moved = moved_rows(lambda: Judgement.objects.filter(pk=judgement.pk).update(reason="Other"))
    assert moved == {judgement.question.key}


def test_rows_that_were_read_around_a_write_have_a_stamp_that_nobody_shares():
    question = Question.objects.all()[0].pk
    early, late = read_stamp(), read_stamp()
    known = early.of_row(question)
    Article.objects.update(note="Written meanwhile")
    # The first one asked before the write; the second reads rows that may be older than its parts.
    assert early.of_row(question) == known
    assert late.of_row(question) not in {known, read_stamp().of_row(question)}
    assert late.of_row(question) == late.of_row(question)


# -- the triggers themselves --------------------------------------------------------------------


def test_every_table_of_the_apps_is_stamped_but_the_stamp_what_is_derived_and_the_queue():
    from django.apps import apps

    own = {
        model
        for name in ("proposals", "sources")
        for model in apps.get_app_config(name).get_models(include_auto_created=True)
    }
    # No kept page shows the others: the queue of files, what is remembered of frozen comparisons,
    # and who typed what readers do not see.
    queue = {PdfContent, PdfDrawer, PdfJob}
    frozen = {ExpiredSnapshot, Freeze, SnapshotUse}
    assert own - set(MODELS) == {DataStamp, RowMarks, RowEditor} | queue | frozen
    assert Revision in MODELS


def test_migrating_again_leaves_the_triggers_and_moves_the_stamp():
    """Rows may have changed while triggers were out of action: in a backup that was restored."""
    before, parts = whole(), DataStamp.objects.filter(subject=triggers.EVERY_ROW)
    installation.after_migrating("default")
    assert whole() != before
    assert parts.count() == 1
    assert not installation.check_triggers(databases=["default"])


def test_while_a_trigger_is_out_of_action_there_is_no_stamp():
    for trigger in triggers.triggers(connection.vendor)[::7]:
        assert read_stamp() is not None
        put_out_of_action(trigger)
        assert read_stamp() is None
        installation.after_migrating("default")


def put_out_of_action(trigger):
    if connection.vendor == "postgresql":
        execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered with checks to come
    execute(
        {
            "postgresql": f"ALTER TABLE {trigger.table} DISABLE TRIGGER {trigger.name}",
            "sqlite": f"DROP TRIGGER {trigger.name}",
        }[connection.vendor]
    )


def test_without_a_trigger_the_check_says_so_and_migrate_makes_it_again():
    before = whole()
    put_out_of_action(triggers.triggers(connection.vendor)[0])
    (warning,) = installation.check_triggers(databases=["default"])
    assert "manage.py migrate" in warning.hint
    # From a shell `migrate` checks the database first, and does not run with a serious message.
    assert not warning.is_serious()
    installation.after_migrating("default")
    assert not installation.check_triggers(databases=["default"])
    assert whole() != before


def test_the_number_of_another_databases_triggers_is_no_stamp_until_the_next_migrate():
    """Data copied from SQLite to PostgreSQL bring the number along, beside its own or instead."""
    defined = DataStamp.objects.filter(subject=triggers.DEFINITION)
    for write in (
        lambda: defined.update(number=1),
        lambda: DataStamp.objects.create(subject=triggers.DEFINITION, number=1),
        lambda: defined.delete(),
    ):
        write()
        assert installation.check_triggers(databases=["default"])
        installation.after_migrating("default")
        assert not installation.check_triggers(databases=["default"])
        assert read_stamp() is not None


def test_after_a_step_back_without_some_table_there_is_no_stamp_and_no_error(monkeypatch):
    later = triggers.Trigger("data_stamp_later", "a_later_table", ("SELECT nothing",))
    every = [*triggers.triggers(connection.vendor), later]
    with monkeypatch.context() as patch:
        patch.setattr(installation, "triggers", lambda _vendor: every)
        installation.after_migrating("default")
        assert read_stamp() is None
    installation.after_migrating("default")
    assert read_stamp() is not None


def test_a_write_that_names_its_tables_in_full_moves_the_stamp():
    """As a backup does that is restored: PostgreSQL then looks for no table by its mere name."""
    before, on_postgresql = whole(), connection.vendor == "postgresql"
    if on_postgresql:
        execute("SELECT set_config('search_path', '', true)")
    execute(f"UPDATE {'public' if on_postgresql else 'main'}.proposals_theme SET ordinal = ordinal")
    if on_postgresql:
        execute("SET LOCAL search_path TO DEFAULT")
    assert whole() != before


def test_while_tables_are_migrated_and_under_other_code_there_is_no_stamp():
    with transaction.atomic():
        installation.before_migrating("default", plan=[("a migration", False)])
        assert read_stamp() is None
        installation.after_migrating("default")
    assert read_stamp() is not None
    DataStamp.objects.filter(subject=triggers.DEFINITION).update(number=1)
    assert read_stamp() is None


def test_without_anything_to_migrate_the_triggers_stay():
    installation.before_migrating("default", plan=[])
    assert read_stamp() is not None


def test_parts_do_not_gather_however_much_is_written():
    """SQLite replaces a subject's part; PostgreSQL adds parts up, and moves no stamp by that."""
    before, rows = whole(), row_stamps()
    if connection.vendor == "postgresql":
        execute("SELECT setseed(0.5)")  # whether a writer adds up is drawn by chance
    for _ in range(2_000):
        for number in (5, triggers.MODULUS - 5):
            execute("INSERT INTO proposals_datastamp (subject, number) VALUES (0, %s)", number)
    assert whole() == before
    assert row_stamps() == rows
    key = Article.objects.all()[0].pk
    for _ in range(1_500):
        execute("UPDATE sources_article SET note = note WHERE id = %s", key)
    assert DataStamp.objects.filter(subject=0).count() < 4_000
    assert whole() != before
