"""Read the settings of a file: the section ``[tool.bs-validate]`` of the nearest ``pyproject.toml``."""

import os
import stat
from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from bs_validate._check import suggest
from bs_validate._instance.location import escaped, quoted
from bs_validate.codes import CODES
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.discover import absolute, sentence
from bs_validate.lint.globs import Glob, compiled

FILE = "pyproject.toml"
#: A file without this text has no section of ours and is not parsed.
_MARK = b"bs-validate"
_KEYS = ("baseline", "exclude", "files", "ignore", "per-file-ignores")
_KINDS = {dict: "a table", list: "an array", str: "a string", bool: "a boolean", int: "an integer", float: "a float"}

Names = Callable[[], Collection[str]]


class Settings(NamedTuple):
    """The settings of one ``pyproject.toml``: ``root`` is its directory, ``baseline`` an absolute path.

    The methods take paths that are absolute or relative to the current directory. A path outside ``root`` matches no glob.
    """

    root: str = ""
    files: tuple[tuple[Glob, str], ...] = ()
    ignore: frozenset[str] = frozenset()
    per_file_ignores: tuple[tuple[Glob, frozenset[str]], ...] = ()
    exclude: tuple[Glob, ...] = ()
    baseline: str | None = None

    def schema(self, path: str) -> str | None:
        """Return the schema that the first matching glob names for a file, or None."""
        inside = self._inside(path) if self.files else None
        return None if inside is None else next((name for glob, name in self.files if glob.matches(inside)), None)

    def ignored(self, path: str) -> frozenset[str]:
        """Return the codes that are ignored in a file: those for all files, and those of every glob that matches."""
        inside = self._inside(path) if self.per_file_ignores else None
        if inside is None:
            return self.ignore
        return self.ignore.union(*(codes for glob, codes in self.per_file_ignores if glob.matches(inside)))

    def excludes(self, path: str) -> bool:
        """Return whether a file is left out when a directory is walked."""
        inside = self._inside(path) if self.exclude else None
        return inside is not None and any(glob.matches(inside) for glob in self.exclude)

    def _inside(self, path: str) -> list[str] | None:
        """Return the segments of a path below the root, or None for a path outside it."""
        root = os.path.join(self.root, "")
        whole = absolute(path)
        return whole[len(root) :].split(os.sep) if whole.startswith(root) else None


EMPTY = Settings()


class SettingsLookup:
    """Looks up the settings of files, and reads the settings of each directory once.

    The current directory must stay the same while it is in use.
    """

    __slots__ = ("_found", "_names")

    def __init__(self, names: Names) -> None:
        """Take a function that returns the names of the schemas; it is called when settings name a schema."""
        self._names = names
        self._found: dict[str, Settings] = {}

    def __call__(self, file: str) -> Settings:
        """Return the nearest settings, from the file's directory upwards; for ``-``, from the current directory upwards.

        A current directory that was deleted has no settings. Raises ``InvalidSettings`` when settings cannot be read or used.
        """
        directory = os.path.dirname(file)
        settings = self._found.get(directory)
        if settings is None:
            whole = absolute(directory)
            settings = self._found[directory] = self._nearest(whole) if os.path.isabs(whole) else EMPTY
        return settings

    def _nearest(self, directory: str) -> Settings:
        passed = []
        settings = self._found.get(directory)
        while settings is None:
            passed.append(directory)
            settings = _settings(directory, self._names)
            above = os.path.dirname(directory)
            if settings is None:
                settings = EMPTY if above == directory else self._found.get(above)
            directory = above
        self._found.update(dict.fromkeys(passed, settings))
        return settings


def _settings(directory: str, names: Names) -> Settings | None:
    """Return the settings in a directory itself, or None."""
    path = os.path.join(directory, FILE)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return None
        with open(path, "rb", buffering=0) as opened:
            data = opened.readall()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise InvalidSettings(f"{escaped(path)}: cannot be read: {sentence(error)}") from None
    if _MARK not in data:
        return None
    import tomllib  # slow to import, and rarely needed

    try:
        tool = tomllib.loads(data.decode()).get("tool")
    except (ValueError, RecursionError) as error:
        raise InvalidSettings(f"{escaped(path)}: is not TOML: {escaped(str(error))}") from None
    if type(tool) is not dict or "bs-validate" not in tool:
        return None
    return _Section(path, names).settings(tool["bs-validate"])


class _Section(NamedTuple):
    """Reads the section of one file; every exception names the path of the file and the key at fault."""

    path: str
    names: Names

    def settings(self, section: object) -> Settings:
        """Return the settings in the section."""
        table = self._checked("", section, dict, "a table")
        for key in table:
            self._one_of("", "key", key, _KEYS)
        root = os.path.dirname(self.path)
        files = self._checked("files", table.get("files", {}), dict, "a table of globs and schemas")
        ignores = self._checked("per-file-ignores", table.get("per-file-ignores", {}), dict, "a table of globs and codes")
        baseline = table.get("baseline")
        if baseline is not None:
            baseline = os.path.abspath(os.path.join(root, self._filled("baseline", baseline, "a path")))
        return Settings(
            root,
            tuple((self._glob("files", glob), self._schema(glob, name)) for glob, name in files.items()),
            self._codes("ignore", table.get("ignore", [])),
            tuple(
                (self._glob("per-file-ignores", glob), self._codes(f"per-file-ignores, '{quoted(glob)}'", codes))
                for glob, codes in ignores.items()
            ),
            tuple(
                self._glob("exclude", glob)
                for glob in self._checked("exclude", table.get("exclude", []), list, "an array of globs")
            ),
            baseline,
        )

    def _schema(self, glob: str, name: object) -> str:
        key = f"files, '{quoted(glob)}'"
        return self._one_of(key, "schema", self._checked(key, name, str, "the name of a schema"), self.names())

    def _codes(self, key: str, codes: object) -> frozenset[str]:
        listed = self._checked(key, codes, list, "an array of codes")
        return frozenset(self._one_of(key, "code", self._checked(key, code, str, "a code"), CODES) for code in listed)

    def _glob(self, key: str, glob: object) -> Glob:
        text = self._filled(key, glob, "a glob")
        if ".." in text.split("/"):
            raise self._wrong(key, f"'{quoted(text)}' leaves the directory of pyproject.toml: no file can match it")
        return compiled(text)

    def _filled(self, key: str, value: object, kind: str) -> str:
        text: str = self._checked(key, value, str, kind)
        if not text or "\0" in text:
            raise self._wrong(key, f"'{quoted(text)}' is not {kind}")
        return text

    def _checked(self, key: str, value: object, kind: type, expected: str) -> Any:
        if type(value) is not kind:
            raise self._wrong(key, f"must be {expected}, not {_KINDS.get(type(value), 'a date or time')}")
        return value

    def _one_of(self, key: str, noun: str, name: str, choices: Collection[str]) -> str:
        if name in choices:
            return name
        meant = suggest.field(name, choices)
        hint = (
            f"choose from {', '.join(map(quoted, sorted(choices))) or 'nothing'}"
            if meant is None
            else f"did you mean '{quoted(meant)}'?"
        )
        raise self._wrong(key, f"unknown {noun} '{quoted(name)}': {hint}")

    def _wrong(self, key: str, why: str) -> InvalidSettings:
        return InvalidSettings(f"{escaped(self.path)}: [tool.bs-validate]{key and ' '}{key}: {why}")
