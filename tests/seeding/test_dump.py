"""Writing a negotiation: the text loads again as it is, and is then written the same."""

import pytest
from django.core.management import CommandError, call_command

from proposals import models
from proposals.seeding import dump, load
from proposals.seeding.dump import DumpRefused, file_texts
from proposals.seeding.layout import WORD_LIST
from sources.models import Article, Outlet
from tests.support.folders import ISLE, LAKE, PASS, SEEDS, dumped, write

# An editor's change is made here by hand: what counts is what the loader finds.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_guard")]
REAL = sorted(path.parent for path in SEEDS.glob("*/negotiation.toml"))


def empty_the_database():
    models.Version.objects.update(edits=None, copy_of=None)
    for model in (models.SeedRecord, models.Negotiation, models.Topic, models.Theme):
        model.objects.all().delete()
    models.UnitOfMeasure.objects.all().delete()
    Article.objects.update(syndicated_from=None)
    Article.objects.all().delete()
    Outlet.objects.all().delete()


@pytest.mark.parametrize("folder", [LAKE, ISLE, PASS, *REAL], ids=lambda folder: folder.name)
def test_dump_load_dump_is_the_same_to_the_byte(folder, tmp_path):
    load([folder])
    first = dumped(folder.name, tmp_path / "first")
    empty_the_database()
    load([tmp_path / "first"])
    assert file_texts(folder.name) == first


@pytest.mark.parametrize("folder", [LAKE, PASS, *REAL], ids=lambda folder: folder.name)
def test_loading_a_dump_over_what_it_was_made_of_changes_nothing(folder, tmp_path):
    load([folder])
    dumped(folder.name, tmp_path / "dump")
    report = load([tmp_path / "dump"])
    assert {action for counter in report.counts.values() for action in counter} == {"unchanged"}


def test_a_dump_beside_another_negotiation_holds_only_its_own(tmp_path):
    load([LAKE, ISLE])
    files = dumped("isle-2032", tmp_path / "isle")
    assert 'key = "L3"' in files["articles.toml"]
    assert 'key = "L1"' not in files["articles.toml"]


def test_a_dump_beside_another_negotiation_keeps_shared_rows_in_their_place(tmp_path):
    load([LAKE, ISLE])
    first = dumped("isle-2032", tmp_path / "isle")
    empty_the_database()
    load([tmp_path / "isle"])
    assert models.Theme.objects.get(key="movement").ordinal == 2
    assert file_texts("isle-2032") == first


def test_what_an_editor_left_in_gaps_survives(tmp_path):
    load([LAKE])
    clause = models.Clause.objects.get(uid="lake-2031.wadi-plan.second.2")
    clause.evidence.get(number=1).delete()
    models.Clause.objects.filter(uid="lake-2031.limnaia-memorandum.handed-over.2a").delete()
    first = dumped("lake-2031", tmp_path / "lake")
    load([tmp_path / "lake"], force=True)
    assert clause.evidence.get().number == 2
    assert file_texts("lake-2031") == first


def test_texts_from_a_browser_are_written_as_plain_lines(tmp_path):
    load([LAKE])
    clause = models.Clause.objects.first()
    clause.text = 'One\r\n\r\n* two \\ "three" """\r\n'
    clause.save()
    first = dumped("lake-2031", tmp_path / "lake")
    empty_the_database()
    load([tmp_path / "lake"])
    assert models.Clause.objects.get(uid=clause.uid).text == 'One\n\n* two \\ "three" """'
    assert file_texts("lake-2031") == first


def test_an_answer_is_written_in_the_order_of_its_questions_list(tmp_path):
    load([LAKE])
    term = models.Term.objects.get(
        question__key="springs", clause__key="1", clause__version__key="handed-over"
    )
    models.Term.objects.filter(pk=term.pk).update(value={"admits": ["leased", "shared"]})
    assert (
        'value = { admits = ["shared", "leased"] }'
        in file_texts("lake-2031")["documents/limnaia-memorandum.handed-over.toml"]
    )


def test_defaults_are_left_out():
    load([LAKE])
    text = file_texts("lake-2031")["documents/limnaia-memorandum.handed-over.toml"]
    assert 'status = "firm"' not in text
    assert 'confidence = "high"' not in text
    assert 'stance = "supports"' not in text


def test_the_language_of_a_quote_is_left_out_where_it_is_the_articles(tmp_path):
    load([LAKE])
    models.Evidence.objects.filter(article__key="L2").exclude(quote="").update(quote_language="ar")
    text = file_texts("lake-2031")["documents/wadi-plan.second.toml"]
    assert 'quote_language = "ar"' not in text


def test_an_unknown_negotiation_is_refused_with_the_known_ones(tmp_path):
    load([ISLE])
    with pytest.raises(DumpRefused, match=r'no negotiation "isle"\. Known: isle-2032\.'):
        dump("isle", tmp_path)


def test_a_folder_with_files_of_another_negotiation_is_not_written_to(tmp_path):
    load([ISLE])
    write(tmp_path)
    with pytest.raises(DumpRefused, match=r"documents/plan\.first\.toml"):
        dump("isle-2032", tmp_path)


def test_the_list_of_words_is_neither_loaded_nor_dumped_and_is_left_alone(tmp_path):
    load([ISLE])
    files = dumped("isle-2032", tmp_path / "isle")
    words = tmp_path / "isle" / WORD_LIST
    words.write_text("not even TOML", encoding="utf-8")
    assert load([tmp_path / "isle"]).total("changed") == 0
    assert dumped("isle-2032", tmp_path / "isle") == files
    assert words.read_text(encoding="utf-8") == "not even TOML"


def test_the_command_names_the_files_that_it_wrote(tmp_path, capsys):
    load([ISLE])
    call_command("dump", "isle-2032", str(tmp_path / "isle"))
    assert str(tmp_path / "isle" / "negotiation.toml") in capsys.readouterr().out


def test_the_command_fails_in_words(tmp_path):
    with pytest.raises(CommandError, match="no negotiation"):
        call_command("dump", "nowhere", str(tmp_path))
