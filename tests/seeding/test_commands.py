"""`manage.py seed`: thin, and silent about nothing."""

import pytest
from django.core.management import CommandError, call_command

from proposals import models
from proposals.management.commands.seed import default_folders
from tests.support.folders import LAKE, SEEDS, change, write

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
    call_command("seed", folder, "--force", "--publish-as", "Ada")
    assert models.Party.objects.get(key="east").name == "East"


def test_a_dry_run_says_so(tmp_path, capsys):
    call_command("seed", str(write(tmp_path / "small")), "--dry-run")
    assert capsys.readouterr().out.startswith("Would load small")
    assert not models.Party.objects.exists()


def test_all_errors_are_printed_and_counted(tmp_path):
    folder = write(tmp_path / "small")
    change(folder, "documents/plan.first.toml", '"demands"', '"demand"')
    change(folder, "codebook.toml", 'theme = "fire"', 'theme = "ice"')
    with pytest.raises(CommandError, match=r"(?s)topic truce, theme.*term length, force.*2 error"):
        call_command("seed", str(folder))
    assert not models.Negotiation.objects.exists()


def test_without_a_folder_all_seeds_are_meant():
    assert [path.parent for path in default_folders()] == [SEEDS] * len(default_folders())
    assert SEEDS / "istanbul-2025" in default_folders()
    assert (SEEDS / "codebook").is_dir()
    assert SEEDS / "codebook" not in default_folders()


def outlets_without_country(number):
    return "\n".join(f'[[outlets]]\nkey = "gazette-{n}"\nname = "G"' for n in range(number))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "articles.toml, outlet gazette-0: it has no country. Right would be country"),
        (3, "articles.toml: 3 outlets have no country: gazette-0, gazette-1, gazette-2. Right"),
    ],
)
def test_outlets_without_a_country_are_one_warning_and_no_error(tmp_path, capsys, number, words):
    folder = write(tmp_path / "small")
    (folder / "articles.toml").write_text(outlets_without_country(number), encoding="utf-8")
    for file in (folder / "documents").glob("*.toml"):
        file.unlink()
    call_command("seed", str(folder))
    warnings = [line for line in capsys.readouterr().out.splitlines() if "no country" in line]
    assert len(warnings) == 1
    assert warnings[0].startswith(f"  small/{words}")


def test_without_a_gap_there_is_no_warning(capsys):
    call_command("seed", str(LAKE))
    assert "Warnings" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "basis", ["", 'ownership_source = "A register"\nownership_unchecked = true\n']
)
def test_an_ownership_has_a_source_or_is_marked_unchecked(tmp_path, basis):
    folder = write(tmp_path / "small")
    outlet = f'\n[[outlets]]\nkey = "g"\nname = "G"\nownership = "Private"\n{basis}'
    path = folder / "articles.toml"
    path.write_text(path.read_text(encoding="utf-8") + outlet, encoding="utf-8")
    with pytest.raises(CommandError, match="ownership_unchecked = true"):
        call_command("seed", str(folder))
