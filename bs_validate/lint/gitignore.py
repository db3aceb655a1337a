"""Read ``.gitignore`` files and the file ``.git/info/exclude``, and decide as git does which paths they ignore.

The rules are those of https://git-scm.com/docs/gitignore. They are compiled here because every run that walks a directory needs
them, and the libraries for them take a third of the start-up time to import.
"""

import os
import re
from collections.abc import Container, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from bs_validate.lint.globs import Glob, runs_of

FILE = ".gitignore"
#: The rules of one clone, which nobody else gets.
_OF_ONE_CLONE = os.path.join(".git", "info", "exclude")
#: The size up to which a file is read, in bytes: a longer one is not a list of patterns.
_MAX_BYTES = 1024 * 1024


class _Rule(NamedTuple):
    """A rule: whether it ignores or includes again, the paths that it matches, and whether it is only for directories.

    ``name`` is the regular expression of a rule without a slash, which is for names in every directory below; ``glob`` is for a
    rule with slashes, which is for paths.
    """

    ignores: bool
    is_only_for_folders: bool
    name: str
    glob: Glob | None


class _Rules(NamedTuple):
    """Consecutive rules that all ignore, or all include again. ``names`` is one pattern for all rules about names."""

    ignores: bool
    names: re.Pattern[str] | None
    globs: tuple[Glob, ...]

    def match(self, path: list[str]) -> bool:
        """Return whether a rule matches the segments of a path."""
        return (self.names is not None and self.names.fullmatch(path[-1]) is not None) or any(
            glob.matches(path) for glob in self.globs
        )


class _Level(NamedTuple):
    """The rules of one directory, the last one first. ``start`` is the length of its path with the separator."""

    start: int
    for_files: tuple[_Rules, ...]
    for_folders: tuple[_Rules, ...]


class Ignored(NamedTuple):
    """The rules that apply inside a directory: its own, then those of the directories above it, the nearest first."""

    levels: tuple[_Level, ...] = ()

    def ignores(self, path: str, *, is_folder: bool) -> bool:
        """Return whether an absolute path is ignored, if no directory above it is. The last rule that matches decides."""
        for level in self.levels:
            segments = path[level.start :].split(os.sep)
            for rules in level.for_folders if is_folder else level.for_files:
                if rules.match(segments):
                    return rules.ignores
        return False

    def inside(self, folder: str, names: Container[str]) -> "Ignored":
        """Return the rules that apply inside a subdirectory. ``names`` has the names of the files in it."""
        return self.of(folder, _read(os.path.join(folder, FILE))) if FILE in names else self

    def of(self, folder: str, rules: tuple[_Rule, ...]) -> "Ignored":
        """Return the rules that apply inside a directory with rules of its own."""
        if not rules:
            return self
        for_files = _grouped(rule for rule in rules if not rule.is_only_for_folders)
        return Ignored((_Level(len(os.path.join(folder, "")), for_files, _grouped(rules)), *self.levels))


NOTHING = Ignored()


def repository(folder: str) -> str | None:
    """Return the top directory of the repository that contains an absolute path, or None."""
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def above(folder: str) -> Ignored:
    """Return the rules of the repository that contains an absolute path, and those of the directories above the path in it."""
    top = repository(folder)
    if top is None:
        return NOTHING
    found = NOTHING.of(top, _read(os.path.join(top, _OF_ONE_CLONE)))
    if top == folder:
        return found
    found = found.inside(top, (FILE,))
    parts = os.path.relpath(os.path.dirname(folder), top).split(os.sep)
    for index in range(len(parts)):
        if parts[index] != os.curdir:
            found = found.inside(os.path.join(top, *parts[: index + 1]), (FILE,))
    return found


def _read(path: str) -> tuple[_Rule, ...]:
    """Return the rules in a file. Like git, ignore a file that cannot be read."""
    try:
        if not os.path.isfile(path):
            return ()
        with open(path, "rb") as opened:
            return tuple(_rules(os.fsdecode(opened.read(_MAX_BYTES))))
    except OSError:
        return ()


def _grouped(rules: Iterable[_Rule]) -> tuple[_Rules, ...]:
    groups = []
    for ignores, group in groupby(rules, lambda rule: rule.ignores):
        found = list(group)
        names = "|".join(rule.name for rule in found if rule.name)
        pattern = re.compile(names, re.DOTALL) if names else None
        groups.append(_Rules(ignores, pattern, tuple(rule.glob for rule in found if rule.glob is not None)))
    return tuple(reversed(groups))


def _rules(text: str) -> Iterator[_Rule]:
    for line in text.removeprefix("\ufeff").split("\n"):
        glob = _without_trailing_blanks(line.removesuffix("\r"))
        ignores = not glob.startswith("!")
        glob = glob.removeprefix("!")
        bare = glob.removesuffix("/")
        if not bare or line.startswith("#"):
            continue
        segments = bare.removeprefix("/").split("/")
        patterns = [None if one == "**" and "/" in glob else _expression(one) for one in segments]
        if "" in patterns:
            continue
        if "/" not in bare:
            yield _Rule(ignores, glob != bare, _expression(bare), None)
            continue
        if patterns[-1] is None:  # Everything inside a directory, but not the directory itself.
            patterns.append(_expression("*"))
        compiled = [None if one is None else re.compile(f"(?:{one})\\Z", re.DOTALL) for one in patterns]
        yield _Rule(ignores, glob != bare, "", Glob(glob, (runs_of(compiled),)))


def _without_trailing_blanks(line: str) -> str:
    r"""Return a line without the blanks at its end; ``\`` before a blank keeps it."""
    bare = line.rstrip(" ")
    escapes = len(bare) - len(bare.rstrip("\\"))
    return line[: len(bare) + 1] if escapes % 2 and len(bare) < len(line) else bare


_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "digit": "0-9",
    "lower": "a-z",
    "punct": re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
    "space": r"\t-\r ",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}
_TOKEN = re.compile(
    r"\\(?P<escaped>.)|(?P<stars>\*+)|(?P<any>\?)|\[(?P<one_of>[!^]?\]?(?:\[:\w+:\]|\\.|[^\]\\])*)\]|(?P<other>.)", re.DOTALL
)
_IN_BRACKETS = re.compile(r"\[:(\w+):\]|\\(.)|(.)", re.DOTALL)


def _expression(glob: str) -> str:
    r"""Return the regular expression of the part of a glob between two slashes; empty for one that cannot match.

    The shortest text that lets the next part match is taken for each ``*`` but the last, and never taken back: that is enough,
    and takes no more than quadratic time.
    """
    parts = [""]
    for token in _TOKEN.finditer(glob):
        if token["stars"]:
            parts.append("")
        elif token["any"]:
            parts[-1] += "."
        elif token["one_of"]:
            parts[-1] += _character_class(token["one_of"])
        elif token["other"] in ("\\", "["):  # a lone escape at the end, or a bracket that is not closed
            return ""
        else:
            parts[-1] += re.escape(token["escaped"] or token["other"])
    first, *others = parts
    if not others:
        return first
    return first + "".join(f"(?>.*?{part})" for part in others[:-1] if part) + f".*{others[-1]}"


def _character_class(characters: str) -> str:
    sign = "^" if characters[0] in "!^" else ""
    inside = ""
    for name, escaped, one in _IN_BRACKETS.findall(characters[len(sign) :]):
        inside += _CLASSES.get(name, "") if name else "-" if one == "-" else re.escape(escaped or one)
    return f"[{sign}{inside}]"
