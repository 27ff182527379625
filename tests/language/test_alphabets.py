"""Names stand in the order of the reader's alphabet, the same on every machine."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.language.alphabets import CYRILLIC, LATIN, sort_key
from proposals.language.base import Language
from proposals.language.languages import LANGUAGES
from tests.domain.strategies import tries

UKRAINIAN = (
    "Анна Богдан Вадим Гнат Ґалаґан Данило Еней Євген Жанна Зоя Иван Ігор Їжакевич Йосип Кіт Шум "
    "Щука Юрій Ядвіга"
)
"""As in a Ukrainian dictionary; И begins no word there, but stands between З and І."""
RUSSIAN = "Анна Булат Ева Ёж Ежов Жук Игорь Йод Кот Подъезд Подымать Щука Экран Юля Яна"


def in_order(names, alphabet):
    return sorted(names, key=lambda name: sort_key(name, alphabet))


def shuffled(names):
    found = list(names)
    random.Random(7).shuffle(found)
    assert found != list(names)
    return found


@pytest.mark.parametrize("names", [UKRAINIAN, RUSSIAN])
def test_cyrillic_letters_stand_where_their_readers_look_for_them(names):
    names = names.split()
    assert in_order(shuffled(names), CYRILLIC) == names
    assert sorted(names) != names  # by their numbers they would not


@pytest.mark.parametrize(
    "names",
    [
        ["Ева", "Ёж", "Ежов"],  # Ё with Е: ева, еж, ежов
        ["съезд", "сыр", "сэр", "сюда"],
        ["Лев", "Лик", "лук", "Льва", "Люк"],  # ь before ю
        ["Кінь", "Коло"],
        ["галь", "гаря", "ґава"],  # every Г before any Ґ
        ["сім", "сімя", "сім’я", "сімʼянин", "сім'янка"],  # no place for an apostrophe
        # Figures first; other scripts follow, Latin first, the rest by their numbers.
        ["24 канал", "5 канал", "Ґанок", "BBC", "Reuters", "Ελλάδα", "הארץ", "الشروق"],
    ],
)
def test_cyrillic_names_come_first_and_in_their_order(names):
    assert in_order(names[::-1], CYRILLIC) == names


@pytest.mark.parametrize(
    "names",
    [
        ["abc", "BBC", "Bild", "cnn"],
        ["Diario", "Diário", "diarium"],
        ["Écran", "Émile", "Emilia"],
        ["Lodz", "Łódź", "Lodza"],
        ["Ostergaard", "Østergaard", "Ostergaarde"],
        ["der Standard", "Der Standard 2", "„Der Standard“ 3"],
        ["Al Jazeera", "Al-Monitor", "Alif"],
        ["9 news", "AP", "Zeit", "Ґрунт", "Єдність", "Українська правда", "Яна"],
    ],
)
def test_names_in_latin_letters_know_neither_case_nor_accents(names):
    assert in_order(names[::-1], LATIN) == names


def test_each_alphabet_comes_first_for_its_own_readers():
    names = ["Reuters", "Укрінформ"]
    assert in_order(names, LATIN) == names
    assert in_order(names, CYRILLIC) == names[::-1]


def test_arabic_names_know_no_vowel_signs_and_foreign_figures_are_figures():
    assert in_order(["شَرق", "شرف", "شـرقي"], LATIN) == ["شرف", "شَرق", "شـرقي"]
    assert sort_key("٢٤", LATIN)[0] == sort_key("24", LATIN)[0] == "24"


words = st.text(st.characters(codec="utf-8"), max_size=12)


@tries(200)
@given(st.lists(words, max_size=8, unique=True), st.sampled_from([LATIN, CYRILLIC]))
def test_any_names_have_one_order(names, alphabet):
    found = in_order(names, alphabet)
    assert in_order(shuffled_by_number(names), alphabet) == found


@tries(200)
@given(words, st.sampled_from([LATIN, CYRILLIC]))
def test_however_a_name_is_composed_it_has_the_same_place(name, alphabet):
    places = {sort_key(unicodedata.normalize(form, name), alphabet)[0] for form in ("NFC", "NFD")}
    assert len(places) == 1


def shuffled_by_number(names):
    return sorted(names, key=lambda name: name[::-1])


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_alphabet_has_each_of_its_letters_once(code):
    letters = LANGUAGES[code].alphabet.replace(" ", "")
    assert len(letters) > 20
    assert len(set(letters)) == len(letters)
    assert letters == unicodedata.normalize("NFC", letters).casefold()


def test_a_language_gives_its_own_alphabet():
    class Backwards(Language):
        alphabet = LATIN[::-1]

    assert sorted("abc", key=Backwards().sort_key) == ["c", "b", "a"]
