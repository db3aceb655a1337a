"""Which files a walk finds, and what it leaves out as git does."""

import os
import random
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from bs_validate.lint import gitignore
from bs_validate.lint.discover import discover


def _written(folder: Path, files: Iterable[str], ignored: str = "") -> None:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}")
    if ignored:
        (folder / ".gitignore").write_text(ignored)


def _found(folder: Path, *paths: str) -> list[str]:
    return [os.path.relpath(str(one), folder) for one in discover([str(folder / path) for path in paths or ("",)])]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("", ["a.json", "b.json", "build/c.json", "src/a.json", "src/build/d.json", "src/x.json"]),
        ("a.json", ["b.json", "build/c.json", "src/build/d.json", "src/x.json"]),
        ("/a.json", ["b.json", "build/c.json", "src/a.json", "src/build/d.json", "src/x.json"]),
        ("build/", ["a.json", "b.json", "src/a.json", "src/x.json"]),
        ("/build", ["a.json", "b.json", "src/a.json", "src/build/d.json", "src/x.json"]),
        ("a.json/", ["a.json", "b.json", "build/c.json", "src/a.json", "src/build/d.json", "src/x.json"]),
        ("*.json\n!b.json\n!src/x.*", ["b.json", "src/x.json"]),
        ("!b.json\n*.json", []),
        ("src/*\n!src/build", ["a.json", "b.json", "build/c.json", "src/build/d.json"]),
        ("src\n!src/x.json", ["a.json", "b.json", "build/c.json"]),
        ("src/**", ["a.json", "b.json", "build/c.json"]),
        ("src/**\n!src/x.json", ["a.json", "b.json", "build/c.json", "src/x.json"]),
        ("**/build/*", ["a.json", "b.json", "src/a.json", "src/x.json"]),
        ("src/**/d.json", ["a.json", "b.json", "build/c.json", "src/a.json", "src/x.json"]),
        ("# a.json\n\\#\n[ab].json  \n[!ab].json\\ ", ["build/c.json", "src/build/d.json", "src/x.json"]),
    ],
)
def test_a_walk_leaves_out_what_git_ignores(tmp_path: Path, rules: str, expected: list[str]) -> None:
    """Rules for names, paths and directories are followed, with negation; the last rule that matches decides."""
    _written(tmp_path, ["a.json", "b.json", "build/c.json", "src/a.json", "src/build/d.json", "src/x.json"], rules)
    assert sorted(_found(tmp_path)) == expected


def test_rules_are_nested_and_come_from_above_inside_a_repository(tmp_path: Path) -> None:
    """The nearer file wins; without a repository, only the files inside the named directory count."""
    _written(tmp_path, ["r/a/x.json", "r/a/y.json", "r/a/b/x.json", "r/a/b/z.json"])
    (tmp_path / ".gitignore").write_text("*")
    (tmp_path / "r" / ".gitignore").write_text("x.json\n/a/b/z.json\n")
    (tmp_path / "r" / "a" / ".gitignore").write_text("y.json\n")
    (tmp_path / "r" / "a" / "b" / ".gitignore").write_text("!x.json\n")
    assert sorted(_found(tmp_path, "r/a")) == ["r/a/b/x.json", "r/a/b/z.json", "r/a/x.json"]
    (tmp_path / "r" / ".git").mkdir()
    assert _found(tmp_path, "r/a") == _found(tmp_path, "r/a/") == ["r/a/b/x.json"]


def test_the_rules_of_one_clone_come_before_those_of_its_files(tmp_path: Path) -> None:
    """A ``.gitignore`` may include again what ``.git/info/exclude`` ignores, in each directory of the repository."""
    _written(tmp_path, ["a.json", "b.json", "d/a.json", "d/c.json", "e/f.json"], "!d/a.json\n")
    (tmp_path / ".git" / "info").mkdir(parents=True)
    (tmp_path / ".git" / "info" / "exclude").write_text("# of git\na.json\n/d/c.json\ne/\n")
    assert _found(tmp_path) == ["b.json", "d/a.json"]
    assert _found(tmp_path, "d") == ["d/a.json"]
    assert _found(tmp_path, "e") == ["e/f.json"]


def test_a_named_path_is_checked_although_git_ignores_it(tmp_path: Path) -> None:
    """The path may be a file, or a directory with its files."""
    _written(tmp_path, ["a.json", "build/c.json", "vendor/d.json", "env/pyvenv.cfg", "env/e.json"], "a.json\nbuild/\n")
    (tmp_path / ".git").mkdir()
    assert _found(tmp_path) == []
    named = ["a.json", "build", "vendor", "env"]
    assert _found(tmp_path, *named) == ["a.json", "build/c.json", "vendor/d.json", "env/e.json"]


def test_directories_of_other_people_are_left_out(tmp_path: Path) -> None:
    """They are installed packages, and Python environments of any name."""
    _written(tmp_path, ["a/x.json", "node_modules/x.json", "a/vendor/y.json", "py/pyvenv.cfg", "py/lib/z.json", "a.json.gz"])
    assert _found(tmp_path) == ["a.json.gz", "a/x.json"]


def test_the_bodies_of_stubs_are_left_to_the_stubs(tmp_path: Path) -> None:
    """WireMock keeps them in ``__files`` beside its stubs. A directory of that name elsewhere is searched."""
    for name in ("mock/mappings/a.json", "mock/__files/b.json", "mock/__files/sub/c.json", "other/__files/d.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    found = [str(file).removeprefix(f"{tmp_path}/") for file in discover([str(tmp_path)])]
    assert found == ["mock/mappings/a.json", "other/__files/d.json"]
    named = str(tmp_path / "mock" / "__files" / "b.json")
    assert list(discover([named])) == [named]


def test_a_named_file_still_counts_as_named_when_a_walk_finds_it_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are named are treated differently from files that a walk has found."""
    _written(tmp_path, ["a.json", "b.json"])
    monkeypatch.chdir(tmp_path)
    assert list(discover([".", "b.json"])) == ["./a.json", "b.json"]
    assert list(discover(["b.json", "./b.json", str(tmp_path / "b.json")])) == ["b.json"]


@pytest.mark.parametrize("kind", ["folder", "fifo", "link"])
def test_a_gitignore_that_cannot_be_read_has_no_rules(tmp_path: Path, kind: str) -> None:
    """A directory, a pipe and a dangling link under its name do no harm."""
    _written(tmp_path, ["a.json"])
    if kind == "folder":
        (tmp_path / ".gitignore").mkdir()
    elif kind == "fifo":
        os.mkfifo(tmp_path / ".gitignore")
    else:
        (tmp_path / ".gitignore").symlink_to("none")
    assert _found(tmp_path) == ["a.json"]


_PARTS = [
    "a",
    "b",
    "ab",
    "*",
    "?",
    "/",
    "[ab]",
    "[!a]",
    "!",
    "\\#",
    "#",
    " ",
    "a*",
    "*.json",
    "[a-c]",
    "[[:alpha:]]",
    "-",
    "**/",
    "]",
]
_NAMES = ["a", "b", "ab", "a.json", "b.json", "#a", "!a", " a", "a ", "-"]


def test_the_rules_are_those_of_git(tmp_path: Path) -> None:
    """Git itself gives the same answer for rules that are drawn at random, and for every path of a tree."""
    git = ["git", "-C", str(tmp_path)]
    try:
        subprocess.run([*git, "init", "--quiet"], check=True, capture_output=True)  # noqa: S603  # git
    except FileNotFoundError:
        pytest.skip("git is not installed")
    for first in _NAMES[:4]:
        for second in _NAMES:
            _written(tmp_path, [f"x{first}/{second}y/a.json", f"x{first}/{second}z", f"{first}1/{second}"])
    paths = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if ".git" not in path.parts)
    draw = random.Random(1).choices  # noqa: S311  # a fixed sequence
    for _ in range(20):
        drawn = ["".join(draw(_PARTS, k=draw([1, 2, 3, 4])[0])) for _ in range(draw([1, 2, 3])[0])]
        text = "\n".join(rule for rule in drawn if "*" * 2 not in rule.replace("/**/", "").removeprefix("**/"))
        (tmp_path / ".gitignore").write_text(text)
        asked = "\0".join(paths).encode()
        run = subprocess.run(  # noqa: S603  # git
            [*git, "check-ignore", "--no-index", "-z", "--stdin"], input=asked, capture_output=True, check=False
        )
        assert {path for path in paths if _is_ignored(tmp_path, path)} == set(run.stdout.decode().split("\0")) - {""}, text


def _is_ignored(top: Path, path: str) -> bool:
    rules = gitignore.NOTHING.inside(str(top), {".gitignore"})
    parents = [str(top / one) for one in Path(path).parents if str(one) != "."]
    return any(rules.ignores(one, is_folder=True) for one in parents) or rules.ignores(
        str(top / path), is_folder=(top / path).is_dir()
    )


def test_a_pattern_with_many_stars_is_fast(tmp_path: Path) -> None:
    """A pattern that nearly matches a long name in many ways is decided at once."""
    _written(tmp_path, ["a" * 200 + ".json"], "*a" * 30 + "*b\n")
    assert _found(tmp_path) == ["a" * 200 + ".json"]
