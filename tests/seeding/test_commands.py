"""`manage.py seed`: thin, and silent about nothing."""

import pytest
from django.core.management import CommandError, call_command

from proposals import models
from proposals.management.commands.seed import default_folders
from tests.support.folders import SEEDS, change, write

pytestmark = pytest.mark.django_db


def test_the_report_is_printed(tmp_path, capsys):
    call_command("seed", str(write(tmp_path / "small")))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Loaded small"
    assert lines[1].split() == ["added", "changed", "unchanged", "removed", "kept"]
    assert ["parties", "2", "0", "0", "0", "0"] in [line.split() for line in lines]


def test_what_was_kept_is_printed_by_name(tmp_path, capsys):
    folder = str(write(tmp_path / "small"))
    call_command("seed", folder)
    models.Party.objects.filter(key="east").update(name="Far East")
    call_command("seed", folder)
    assert "  party small.east: changed by an editor" in capsys.readouterr().out.splitlines()


def test_force_is_handed_on(tmp_path):
    folder = str(write(tmp_path / "small"))
    call_command("seed", folder)
    models.Party.objects.filter(key="east").update(name="Far East")
    call_command("seed", folder, "--force")
    assert models.Party.objects.get(key="east").name == "East"


def test_a_dry_run_says_so(tmp_path, capsys):
    call_command("seed", str(write(tmp_path / "small")), "--dry-run")
    assert capsys.readouterr().out.startswith("Would load small")
    assert not models.Party.objects.exists()


def test_all_errors_are_printed_and_counted(tmp_path):
    folder = write(tmp_path / "small")
    change(folder, "documents/plan.first.toml", '"demands"', '"demand"')
    change(folder, "codebook.toml", 'theme = "fire"', 'theme = "ice"')
    with pytest.raises(CommandError, match=r"(?s)topics\[1\].theme.*terms\[1\].force.*2 error"):
        call_command("seed", str(folder))
    assert not models.Negotiation.objects.exists()


def test_without_a_folder_all_seeds_are_meant():
    assert [path.parent for path in default_folders()] == [SEEDS] * len(default_folders())
    assert SEEDS / "istanbul-2025" in default_folders()
