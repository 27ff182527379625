from pathlib import Path

import pytest

from config.env import BadVariable, Environment

ROOT = Path("/srv/parley")
GOOD_SECRET = "0123456789" * 5


def message(reader: str, name: str, value: str | None, *rest) -> str:
    variables = {} if value is None else {name: value}
    with pytest.raises(BadVariable) as caught:
        getattr(Environment(variables), reader)(name, *rest)
    return str(caught.value)


def test_a_text_comes_back_without_the_blanks_around_it():
    assert Environment({"NAME": "  a b "}).text("NAME") == "a b"


@pytest.mark.parametrize("value", [None, "", "   "])
def test_a_text_without_default_is_required(value):
    assert message("text", "NAME", value) == (
        "NAME is not set. Allowed: any text that is not blank."
    )


def test_a_blank_variable_takes_the_default():
    assert Environment({"NAME": " "}).text("NAME", "default") == "default"


def test_a_missing_secret_says_what_it_must_be():
    assert message("secret", "SECRET_KEY", None) == (
        "SECRET_KEY is not set. Allowed: a random text of at least 50 characters, "
        "at least 5 of them different."
    )


@pytest.mark.parametrize("value", ["hunter2", "x" * 80])
def test_a_weak_secret_is_refused_without_repeating_it(value):
    said = message("secret", "SECRET_KEY", value)
    assert f"SECRET_KEY is too easy to guess ({len(value)} characters)" in said
    assert value not in said


def test_a_strong_secret_is_taken():
    assert Environment({"SECRET_KEY": GOOD_SECRET}).secret("SECRET_KEY") == GOOD_SECRET


@pytest.mark.parametrize(
    ("value", "href"),
    [
        ("desk@parley.example", "mailto:desk@parley.example"),
        ("https://parley.example/contact", "https://parley.example/contact"),
        ("http://parley.example", "http://parley.example"),
    ],
)
def test_a_contact_is_a_link(value, href):
    assert Environment({"CONTACT": f" {value} "}).contact("CONTACT") == (href, value)


def test_no_contact_is_none():
    assert Environment({"CONTACT": " "}).contact("CONTACT") is None


@pytest.mark.parametrize("value", ["desk", "ask us", "javascript:alert(1)", "ftp://a.example"])
def test_what_is_no_contact_says_what_it_must_be(value):
    assert message("contact", "CONTACT", value) == (
        f"CONTACT is {value!r}. Allowed: a mail address, or an address on https or http."
    )


@pytest.mark.parametrize("value", ["1", "true", "YES", "On"])
def test_a_flag_is_on(value):
    assert Environment({"DEBUG": value}).flag("DEBUG", default=False) is True


@pytest.mark.parametrize("value", ["0", "False", "no", "OFF"])
def test_a_flag_is_off(value):
    assert Environment({"DEBUG": value}).flag("DEBUG", default=True) is False


def test_a_flag_in_other_words_is_refused():
    assert message("flag", "DEBUG", "maybe", False) == (
        "DEBUG is 'maybe'. Allowed: 1, true, yes, on, 0, false, no or off."
    )


@pytest.mark.parametrize(("value", "number"), [("1", 1), ("65535", 65535), (None, 8000)])
def test_an_integer_within_its_bounds_is_taken(value, number):
    variables = {} if value is None else {"PORT": value}
    assert Environment(variables).integer("PORT", 8000, 1, 65535) == number


@pytest.mark.parametrize("value", ["0", "65536", "-1", "8e3", "８０００", "eight"])
def test_an_integer_outside_its_bounds_is_refused(value):
    assert message("integer", "PORT", value, 8000, 1, 65535) == (
        f"PORT is {value!r}. Allowed: a whole number from 1 to 65535."
    )


@pytest.mark.parametrize(("value", "proxies"), [("", 0), ("no", 0), ("1", 1), ("yes", 1), ("3", 3)])
def test_proxies_are_a_flag_or_their_number(value, proxies):
    assert Environment({"BEHIND_PROXY": value}).proxies("BEHIND_PROXY") == proxies


@pytest.mark.parametrize("value", ["10", "-1", "²", "nginx"])
def test_proxies_that_are_no_number_are_refused(value):
    assert message("proxies", "BEHIND_PROXY", value).startswith(f"BEHIND_PROXY is {value!r}.")


@pytest.mark.parametrize(
    ("value", "root"),
    [
        ("", ""),
        ("https://parley.example.org/", "https://parley.example.org"),
        ("https://Parley.example.org:8443", "https://parley.example.org:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_the_address_of_the_site_has_no_slash_at_its_end(value, root):
    assert Environment({"SITE_URL": value}).site_url("SITE_URL") == root


@pytest.mark.parametrize(
    "value",
    [
        "parley.example.org",
        "ftp://parley.example.org",
        "https://parley.example.org/parley",
        "https://parley.example.org/?a=b",
        "https://ann:hush@parley.example.org",
        "https://parley.example.org:port",
        "https://",
    ],
)
def test_what_is_no_address_of_a_site_is_refused(value):
    said = message("site_url", "SITE_URL", value)
    assert said.startswith("SITE_URL ")
    assert "such as 'https://parley.example.org'" in said
    assert "hush" not in said


def test_one_of_a_few_words_is_taken_and_others_are_named():
    assert Environment({"LOG_FORMAT": "JSON"}).choice("LOG_FORMAT", "plain", ("plain", "json"))
    said = message("choice", "LOG_FORMAT", "xml", "plain", ("plain", "json"))
    assert said == "LOG_FORMAT is 'xml'. Allowed: plain or json."


def test_hosts_are_split_at_commas():
    hosts = Environment({"ALLOWED_HOSTS": "a.example, .b.example,,[::1]"}).hosts("ALLOWED_HOSTS")
    assert hosts == ["a.example", ".b.example", "[::1]"]


def test_missing_hosts_are_named():
    assert message("hosts", "ALLOWED_HOSTS", " , ") == (
        "ALLOWED_HOSTS is not set. Allowed: host names separated by commas, "
        "such as 'parley.example.org, .example.org'."
    )


@pytest.mark.parametrize("host", ["*", "https://a.example", "a.example:8000", "a.example/x", "a b"])
def test_what_is_not_a_host_name_is_refused_and_shown(host):
    assert f"ALLOWED_HOSTS holds {host!r}." in message("hosts", "ALLOWED_HOSTS", f"ok.org,{host}")


def database(url: str) -> dict:
    return Environment({"DATABASE_URL": url}).database("DATABASE_URL", "", ROOT)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///var/a.sqlite3", "/srv/parley/var/a.sqlite3"),
        ("sqlite:////data/a.sqlite3", "/data/a.sqlite3"),
        ("sqlite://:memory:", ":memory:"),
    ],
)
def test_a_sqlite_file_is_looked_for_under_the_root(url, name):
    assert database(url)["NAME"] == name


def test_postgresql_is_read_from_its_parts():
    settings = database("postgresql://ann:p%40ss@db.example:5433/parley?sslmode=require")
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["USER"], settings["PASSWORD"]) == ("ann", "p@ss")
    assert (settings["HOST"], settings["PORT"]) == ("db.example", 5433)
    assert (settings["NAME"], settings["OPTIONS"]) == ("parley", {"sslmode": "require"})
    assert settings["CONN_HEALTH_CHECKS"] is True


def test_postgresql_is_reached_by_a_socket_folder():
    assert database("postgresql://ann@%2Frun%2FMine/parley")["HOST"] == "/run/Mine"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("mysql://u:hush@h/db", "DATABASE_URL begins with 'mysql'."),
        ("var/parley.sqlite3", "DATABASE_URL does not begin with a scheme."),
        ("sqlite://", "DATABASE_URL is 'sqlite://', which names no file."),
        ("postgresql://u:hush@h", "DATABASE_URL names no database on 'h'."),
        ("postgresql://u:hush@h:port/db", "DATABASE_URL cannot be read as an address."),
        ("postgresql://u:hu[sh@h/db", "DATABASE_URL cannot be read as an address."),
    ],
)
def test_a_bad_database_address_is_explained_without_its_password(url, found):
    said = message("database", "DATABASE_URL", url, "", ROOT)
    assert said.startswith(found)
    assert "Allowed: sqlite:///relative/file.sqlite3" in said
    assert "hu" not in said.removeprefix(found)


@pytest.mark.parametrize(
    ("value", "backend"),
    [
        ("", "config.page_memory.PageMemory"),
        ("process", "config.page_memory.PageMemory"),
        ("database", "django.core.cache.backends.db.DatabaseCache"),
        ("redis://:hush@cache.example:6379/1", "django.core.cache.backends.redis.RedisCache"),
        ("unix:///run/redis.sock", "django.core.cache.backends.redis.RedisCache"),
    ],
)
def test_pages_are_kept_where_the_variable_says(value, backend):
    cache = Environment({"PAGE_CACHE": value}).page_cache("PAGE_CACHE", "process")
    assert cache["BACKEND"] == backend
    if "redis" in backend:
        assert cache["LOCATION"] == value


@pytest.mark.parametrize(
    "value",
    ["memcached://h", "http://u:hush@h", "yes", "redis://:hush@h:port/0", "redis://:hush@h:6379/a"],
)
def test_a_cache_that_is_not_known_is_explained_without_its_password(value):
    said = message("page_cache", "PAGE_CACHE", value, "process")
    assert said == (
        "PAGE_CACHE is none of the caches that are known. "
        "Allowed: process, database, or redis://host:6379/0."
    )
