"""Settings: the section of the nearest ``pyproject.toml``, and its globs."""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.globs import compiled
from bs_validate.lint.settings import EMPTY, Settings, SettingsLookup

NAMES = ("host.create", "contact.update", "contact.create")


def _written(directory: Path, section: str) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    file = directory / "pyproject.toml"
    file.write_text(f"[tool.bs-validate]\n{section}\n", encoding="utf-8")
    return file


def _found(directory: Path, section: str) -> Settings:
    _written(directory, section)
    return SettingsLookup(lambda: NAMES)(str(directory / "a.json"))


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        # A glob without a slash is the name of a file in any directory.
        ("a.json", "a.json", True),
        ("a.json", "x/y/a.json", True),
        ("a.json", "a.json/b", False),
        ("a.json", "ba.json", False),
        ("a.json", "a.jsonl", False),
        ("*.json", "x/.json", True),
        ("legacy", "legacy/a.json", False),
        # A glob with a slash is relative to the directory of the pyproject.toml.
        ("x/a.json", "x/a.json", True),
        ("x/a.json", "y/x/a.json", False),
        ("/a.json", "a.json", True),
        ("/a.json", "x/a.json", False),
        ("./a.json", "a.json", True),
        ("./a.json", "x/a.json", False),
        ("x//./a.json", "x/a.json", True),
        # Wildcards match within a segment.
        ("legacy/*", "legacy/a.json", True),
        ("legacy/*", "legacy/x/a.json", False),
        ("x/*/a.json", "x/a.json", False),
        ("x?a.json", "x/a.json", False),
        ("x/?.json", "x/é.json", True),
        ("x/[!y].json", "x/a.json", True),
        ("x[!y]a.json", "x/a.json", False),
        ("x/[ab].json", "x/b.json", True),
        ("x/[a-c].json", "x/d.json", False),
        ("x/[a/b].json", "x/a.json", False),
        ("x/[a.json", "x/[a.json", True),
        ("x/*.json", "x/a\nb.json", True),
        ("x/a.json", "x/a.json\n", False),
        ("x/a+(b).json", "x/a+(b).json", True),
        ("x/a**b.json", "x/a1b.json", True),
        ("x/a**b.json", "x/a/b.json", False),
        # Case counts.
        ("x/A.json", "x/a.json", False),
        ("x/[A].json", "x/a.json", False),
        # Two stars match any number of directories, also none.
        ("fixtures/**/new-*.json", "fixtures/new-1.json", True),
        ("fixtures/**/new-*.json", "fixtures/x/y/new-1.json", True),
        ("fixtures/**/new-*.json", "fixtures/x/old-1.json", False),
        ("fixtures/**/new-*.json", "x/fixtures/new-1.json", False),
        ("**/x/a.json", "x/a.json", True),
        ("**/x/a.json", "y/z/x/a.json", True),
        ("**/x/a.json", "yx/a.json", False),
        ("a/**/b/**/c", "a/b/c", True),
        ("a/**/b/**/c", "a/1/b/2/3/c", True),
        ("a/**/b/**/c", "a/c", False),
        ("a/**/b/**/c", "a/c/b", False),
        ("a/**/b/**/b", "a/b", False),
        ("a/**/b/x/**/c", "a/b/b/x/c", True),
        ("a/**/a", "a", False),
        ("a/**/**/**/c", "a/c", True),
        # Two stars at the end match everything below a directory.
        ("vendor/**", "vendor/a.json", True),
        ("vendor/**", "vendor/x/a.json", True),
        ("vendor/**", "vendor", False),
        ("vendor/**", "vendors/a.json", False),
        ("vendor/", "vendor/x/a.json", True),
        ("vendor/", "vendor", False),
        ("vendor/", "x/vendor/a.json", False),
        ("**/vendor/", "x/vendor/y/a.json", True),
        ("**", "a.json", True),
        ("**", "x/a.json", True),
        ("/", "x/a.json", True),
        ("./", "x/a.json", True),
        # Braces stand for either text, as in a shell; those without a comma are ordinary characters.
        ("x/{a,b}.json", "x/b.json", True),
        ("x/{a,b}.json", "x/c.json", False),
        ("{a,b}.json", "x/a.json", True),
        ("{x,y/z}/*.json", "y/z/a.json", True),
        ("{x/,a.json}", "x/y/b.json", True),
        ("{**/,}x/a.json", "z/x/a.json", True),
        ("x/{a,{b,c}d}{,1}.json", "x/cd1.json", True),
        ("x/{a}.json", "x/{a}.json", True),
        ("x/{a,b.json", "x/{a,b.json", True),
        ("x/[{]a,b}.json", "x/{a,b}.json", True),
    ],
)
def test_a_glob_matches_a_path(glob: str, path: str, expected: bool) -> None:  # noqa: FBT001  # of a table
    """A glob matches segment by segment, and ``**`` matches any number of segments."""
    assert compiled(glob).matches(path.split("/")) is expected


SEGMENTS = st.sampled_from(["a", "b", "ab", "*", "a*", "*b", "?", "[!a]", "**"])
PATHS = st.lists(st.sampled_from(["a", "b", "ab", "ba"]), min_size=1, max_size=6)


def _plainly(glob: Sequence[str], path: Sequence[str]) -> bool:
    if not glob:
        return not path
    if glob[0] == "**":
        return any(_plainly(glob[1:], path[index:]) for index in range(len(path) + 1))
    return bool(path) and fnmatchcase(path[0], glob[0]) and _plainly(glob[1:], path[1:])


@given(st.lists(SEGMENTS, max_size=7), SEGMENTS.filter(lambda one: one != "**"), PATHS)
def test_a_glob_agrees_with_a_model_that_tries_every_way(glob: list[str], last: str, path: list[str]) -> None:
    """The model matches a segment by ``fnmatch``, and tries every number of directories for ``**``."""
    assert compiled("/" + "/".join([*glob, last])).matches(path) == _plainly([*glob, last], path)


@given(st.text(st.sampled_from("*?[]!-^/\\.ab|&~(){},")), PATHS)
def test_any_text_is_a_glob(glob: str, path: list[str]) -> None:
    """No text breaks the regular expression that is made of it."""
    assert compiled(glob).matches(path) in (True, False)


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("**/" * 2_000 + "b", ["a"] * 2_000),
        ("**/a/" * 100 + "**/c/**/b", ["a"] * 1_999 + ["b"]),
        ("**/*a*a*/" * 100 + "**/*c/**/b", ["a" * 20] * 200 + ["b"]),
        ("*a" * 100 + "b", ["a" * 255]),
        ("*" * 10_000 + "b", ["a" * 255]),
        ("x/" + "*a*" * 80 + "/b", ["x", "a" * 255, "c"]),
        ("{" * 10_000 + "," * 90 + "}", ["a"]),
        ("{" + "," * 100_000, ["a"]),
        ("**/" + "*/" * 100 + "b/**/c", ["a"] * 1_999 + ["c"]),
    ],
)
def test_every_glob_is_fast(glob: str, path: list[str]) -> None:
    """Trying many stars in every combination would take for ever."""
    assert not compiled(glob).matches(path)


def test_the_first_glob_that_matches_names_the_schema(tmp_path: Path) -> None:
    """Globs are tried in the order of the file; a path that none matches has no schema."""
    found = _found(
        tmp_path,
        'files = { "x/special-*.json" = "contact.update", "x/*.json" = "contact.create", "special-*.json" = "host.create" }',
    )
    assert found.schema(str(tmp_path / "x/special-1.json")) == "contact.update"
    assert found.schema(str(tmp_path / "x/1.json")) == "contact.create"
    assert found.schema(str(tmp_path / "y/special-1.json")) == "host.create"
    assert found.schema(str(tmp_path / "y/1.json")) is None


def test_codes_add_up(tmp_path: Path) -> None:
    """The codes of all files and those of every matching glob are ignored."""
    found = _found(tmp_path, 'ignore = ["read_only"]\nper-file-ignores = { "x/*" = ["required", "null"], "*.json" = ["email"] }')
    assert found.ignored(str(tmp_path / "a.har")) == {"read_only"}
    assert found.ignored(str(tmp_path / "a.json")) == {"read_only", "email"}
    assert found.ignored(str(tmp_path / "x/a.json")) == {"read_only", "email", "required", "null"}


def test_files_are_excluded(tmp_path: Path) -> None:
    """One matching glob is enough."""
    found = _found(tmp_path, 'exclude = ["vendor/**", "*.min.json"]')
    assert found.excludes(str(tmp_path / "vendor/x/a.json"))
    assert found.excludes(str(tmp_path / "x/a.min.json"))
    assert not found.excludes(str(tmp_path / "a.json"))


@pytest.mark.parametrize("glob", ["old", "x/old/", "x/old", "x/o*", "**/old/*", "x", "x/*"])
def test_a_directory_is_excluded_with_everything_in_it(glob: str, tmp_path: Path) -> None:
    """The rule is that of ruff and git. A directory with a similar name is not excluded."""
    found = _found(tmp_path, f'exclude = ["{glob}"]')
    assert found.excludes(str(tmp_path / "x/old/y/a.json"))
    assert not found.excludes(str(tmp_path / "older/a.json"))


def test_a_path_outside_matches_nothing(tmp_path: Path) -> None:
    """A path outside matches no glob, even if its directory has a similar name; settings without globs still apply."""
    section = 'files = { "**" = "host.create" }\nexclude = ["**"]\nper-file-ignores = { "**" = ["null"] }\nignore = ["email"]'
    found = _found(tmp_path / "x", section)
    for path in (tmp_path / "a.json", tmp_path / "xy/a.json", tmp_path / "x/../a.json"):
        assert (found.schema(str(path)), found.excludes(str(path)), found.ignored(str(path))) == (
            None,
            False,
            frozenset({"email"}),
        )
    assert found.schema(str(tmp_path / "y/../x/a.json")) == "host.create"


def test_the_root_of_the_file_system_holds_every_path() -> None:
    """The name of the root already ends with a slash."""
    root = os.path.abspath(os.sep)
    assert Settings(root, exclude=(compiled("x/*"),)).excludes(os.path.join(root, "x", "a.json"))


def test_the_baseline_is_relative_to_the_file(tmp_path: Path) -> None:
    """The path in the settings is absolute."""
    assert _found(tmp_path, 'baseline = "x/../known.json"').baseline == str(tmp_path / "known.json")
    assert _found(tmp_path, "").baseline is None


def test_the_nearest_section_decides(tmp_path: Path) -> None:
    """The search goes upwards; a file without the section does not count, and an empty section does."""
    _written(tmp_path, 'ignore = ["null"]')
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/pyproject.toml").write_text('[project]\nname = "bs-validate"\n[tool.other]\n', encoding="utf-8")
    (tmp_path / "a/b/pyproject.toml").write_text("this is no TOML at all", encoding="utf-8")
    (tmp_path / "a/b/c/pyproject.toml").mkdir(parents=True)
    _written(tmp_path / "a/b/c/d", "")
    find = SettingsLookup(lambda: NAMES)
    assert find(str(tmp_path / "a/b/c/a.json")).root == str(tmp_path)
    assert find(str(tmp_path / "a/b/c/d/e/a.json"))._replace(path="") == Settings(str(tmp_path / "a/b/c/d"))
    assert find(str(tmp_path / "a/b/a.json")).ignore == {"null"}


def test_a_byte_order_mark_before_settings_is_ignored(tmp_path: Path) -> None:
    """Editors on Windows may write one."""
    (tmp_path / ".bs-validate.toml").write_bytes(b'\xef\xbb\xbfignore = ["null"]')
    assert SettingsLookup(lambda: NAMES)(str(tmp_path / "a.json")).ignore == {"null"}


def test_without_a_section_nothing_is_set(tmp_path: Path) -> None:
    """The search ends at the root."""
    (tmp_path / "pyproject.toml").write_text("tool = 'bs-validate'", encoding="utf-8")
    found = SettingsLookup(lambda: NAMES)(str(tmp_path / "x/a.json"))
    assert found == EMPTY
    assert (found.schema("a.json"), found.ignored("a.json"), found.excludes("a.json")) == (None, frozenset(), False)


def test_paths_are_relative_to_the_current_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input has the settings of the current directory."""
    _written(tmp_path, 'files = { "x/*.json" = "host.create" }\nignore = ["null"]')
    (tmp_path / "x").mkdir()
    monkeypatch.chdir(tmp_path / "x")
    find = SettingsLookup(lambda: NAMES)
    assert find("-").ignore == {"null"}
    assert find("a.json").schema("a.json") == "host.create"
    assert find("../a.json").schema("../a.json") is None
    assert find("y/z/a.json").root == str(tmp_path)


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A linked directory has the settings of the directory that holds the link."""
    _written(tmp_path / "here", 'files = { "link/*" = "host.create" }')
    _written(tmp_path / "there", 'ignore = ["null"]')
    (tmp_path / "there/x").mkdir()
    (tmp_path / "here/link").symlink_to(tmp_path / "there/x")
    file = str(tmp_path / "here/link/a.json")
    assert SettingsLookup(lambda: NAMES)(file).schema(file) == "host.create"


def test_a_directory_is_searched_for_settings_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory is read once for all files and directories below it."""
    opened = []
    original = os.stat

    def counting(path: str) -> object:
        opened.append(path)
        return original(path)

    monkeypatch.setattr(os, "stat", counting)
    monkeypatch.chdir(tmp_path)
    find = SettingsLookup(lambda: NAMES)
    for folder in ("x/y", "x/z", "x", ".", ""):
        for name in ("a.json", "b.json"):
            find(os.path.join(folder, name))
            find(str(tmp_path / folder / name))
    assert len(opened) == len(set(opened)) == 2 * (4 + len(tmp_path.parents))
    with monkeypatch.context() as patch:
        patch.setattr(os.path, "abspath", None)
        assert find("x/y/c.json") == EMPTY  # its path is not computed again either


def test_the_catalogue_is_read_only_if_the_settings_name_a_schema(tmp_path: Path) -> None:
    """Other settings do not need the names of the schemas."""

    def names() -> Sequence[str]:
        pytest.fail("they are not needed")

    _written(tmp_path, 'ignore = ["null"]\nfiles = {}')
    assert SettingsLookup(names)(str(tmp_path / "a.json")).ignore == {"null"}


def test_settings_travel_to_other_processes(tmp_path: Path) -> None:
    """Pickled settings are equal to the original."""
    found = _found(tmp_path, 'exclude = ["x/**"]\nignore = ["null"]')
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  # our own bytes


def test_toml_is_parsed_only_where_the_section_may_be(tmp_path: Path) -> None:
    """The parser is not even imported for a ``pyproject.toml`` without our section."""
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    program = (
        "import sys; from bs_validate.lint.settings import SettingsLookup;"
        "SettingsLookup(tuple)(sys.argv[1]); print([name for name in ('tomllib', 'difflib', 'babel') if name in sys.modules])"
    )
    arguments = [sys.executable, "-c", program, str(tmp_path / "a.json")]
    run = subprocess.run(arguments, capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert run.stdout == "[]\n"


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ('ignores = ["null"]', ": unknown key 'ignores': did you mean 'ignore'?"),
        ("per_file_ignores = {}", ": unknown key 'per_file_ignores': did you mean 'per-file-ignores'?"),
        ("zzz = 1", ": unknown key 'zzz': choose from baseline, exclude, fail-over, files, ignore, per-file-ignores"),
        (
            '"\\u001b[31m" = 1',
            ": unknown key '\\u001b[31m': choose from baseline, exclude, fail-over, files, ignore, per-file-ignores",
        ),
        ('ignore = "null"', " ignore: must be an array of codes, not a string"),
        ("ignore = [1]", " ignore: must be a code, not an integer"),
        ('ignore = ["requird"]', " ignore: unknown code 'requird': did you mean 'required'?"),
        ('per-file-ignores = ["null"]', " per-file-ignores: must be a table of globs and codes, not an array"),
        ('per-file-ignores = { "a/*" = "null" }', " per-file-ignores, 'a/*': must be an array of codes, not a string"),
        ('per-file-ignores = { "a" = ["nul"] }', " per-file-ignores, 'a': unknown code 'nul': did you mean 'null'?"),
        ('per-file-ignores = { "" = ["null"] }', " per-file-ignores: '' is not a glob"),
        ("files = true", " files: must be a table of globs and schemas, not a boolean"),
        ('files = { "a" = 1.5 }', " files, 'a': must be the name of a schema, not a float"),
        ('files = { "a" = "contact.creat" }', " files, 'a': unknown schema 'contact.creat': did you mean 'contact.create'?"),
        (
            'files = { "a" = "x\\u202e" }',
            " files, 'a': unknown schema 'x\\u202e': choose from contact.create, contact.update, host.create",
        ),
        ('files = { "../a" = "host.create" }', " files: '../a' leaves the directory of pyproject.toml: no file can match it"),
        (f'exclude = ["{"{a,b}" * 30}"]', f" exclude: '{'{a,b}' * 7}{{a,b…' stands for more than 100 globs"),
        ('exclude = { a = "b" }', " exclude: must be an array of globs, not a table"),
        ("exclude = [2024-01-01]", " exclude: must be a glob, not a date or time"),
        ('exclude = ["a\\u0000"]', " exclude: 'a\\u0000' is not a glob"),
        ("baseline = 1", " baseline: must be a path, not an integer"),
        ('baseline = ""', " baseline: '' is not a path"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, section: str, expected: str) -> None:
    """The message has the path, the key, the expected type and a suggestion."""
    file = _written(tmp_path, section)
    with pytest.raises(InvalidSettings) as raised:
        SettingsLookup(lambda: NAMES)(str(tmp_path / "a.json"))
    assert str(raised.value) == f"{file}: [tool.bs-validate]{expected}"
    assert raised.value.__cause__ is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"[tool.bs-validate]\nignore = [", "is not TOML: Invalid value (at end of document)"),
        (b"[tool.bs-validate]\n# \xff", "is not TOML: 'utf-8' codec can't decode byte 0xff"),
        (b"[tool.bs-validate]\nignore = " + b"[" * 100_000, "is not TOML: "),
        (b"[tool.bs-validate]\nignore = " + b"1" * 5_000, "is not TOML: Exceeds the limit"),
        (b"[tool]\nbs-validate = 1", "[tool.bs-validate]: must be a table, not an integer"),
        (b"[tool.bs_validate]", "unknown section [tool.bs_validate]: did you mean [tool.bs-validate]?"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, content: bytes, expected: str) -> None:
    """The message has the path with its control characters escaped."""
    folder = tmp_path / "a\tb"
    folder.mkdir()
    (folder / "pyproject.toml").write_bytes(content)
    with pytest.raises(InvalidSettings) as raised:
        SettingsLookup(lambda: NAMES)(str(folder / "a.json"))
    assert str(raised.value).startswith(f"{tmp_path}{os.sep}a\\u0009b{os.sep}pyproject.toml: {expected}")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """The file may have settings, and going on without them would be a guess."""
    (tmp_path / "pyproject.toml").symlink_to("pyproject.toml")
    with pytest.raises(InvalidSettings, match=r"pyproject\.toml: cannot be read: "):
        SettingsLookup(lambda: NAMES)(str(tmp_path / "a.json"))
