"""Read the settings of a file, from the nearest directory above it that has some.

They are the keys of ``.bs-validate.toml``, or the section ``[tool.bs-validate]`` of ``pyproject.toml``. In a directory that has
both, the first one counts.
"""

import os
import re
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, NamedTuple

from bs_validate._check import suggest
from bs_validate._instance.location import escaped, quoted
from bs_validate.codes import CODES
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.discover import absolute
from bs_validate.lint.globs import Glob, compiled
from bs_validate.lint.settings_files import OWN_FILE, SHARED_FILE, read, settings_files
from bs_validate.lint.wording import sentence

_SECTION = "[tool.bs-validate]"
_KEYS = ("baseline", "exclude", "fail-over", "files", "ignore", "per-file-ignores")
_KINDS = {dict: "a table", list: "an array", str: "a string", bool: "a boolean", int: "an integer", float: "a float"}

Names = Callable[[], Collection[str]]


class Settings(NamedTuple):
    """The settings in one file: ``path`` is that file, ``root`` its directory, ``baseline`` an absolute path.

    ``fail_over`` has the limits on the share of documents with errors, as they are written.

    The methods take paths that are absolute or relative to the current directory. A path outside ``root`` matches no glob.
    """

    root: str = ""
    files: tuple[tuple[Glob, str], ...] = ()
    ignore: frozenset[str] = frozenset()
    per_file_ignores: tuple[tuple[Glob, frozenset[str]], ...] = ()
    exclude: tuple[Glob, ...] = ()
    baseline: str | None = None
    path: str = ""
    fail_over: tuple[str, ...] = ()

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
        """Return whether a file is left out when a directory is walked: a glob matches it, or a directory that it is in."""
        inside = self._inside(path) if self.exclude else None
        return inside is not None and any(_covers(glob, inside) for glob in self.exclude)

    def unmatched(self, files: Sequence[str], excluded: Sequence[str]) -> Iterator[str]:
        """Yield a sentence for each glob that matches none of the files that were found, nor of those that were left out.

        A glob that excludes is fine as long as the place that it names exists: other rules may leave the same files out.
        """
        keyed = [*(("files", glob) for glob, _ in self.files), *(("per-file-ignores", glob) for glob, _ in self.per_file_ignores)]
        keyed += [("exclude", glob) for glob in self.exclude if not self._exists(glob.text)]
        if keyed:
            found = [inside for inside in map(self._inside, (*files, *excluded)) if inside is not None]
            for key, glob in keyed:
                if not any(_covers(glob, inside) if key == "exclude" else glob.matches(inside) for inside in found):
                    where = f"{escaped(self.path)}: {key}" if self.path else "--exclude"
                    yield f"{where}: '{quoted(glob.text)}' matches no file"

    def _exists(self, glob: str) -> bool:
        """Return whether the directories at the start of a glob exist, as far as they are not patterns themselves."""
        literal = re.split(r"[^/]*[*?\[{]", glob.lstrip("/"), maxsplit=1)[0].rstrip("/")
        return bool(literal) and os.path.lexists(os.path.join(self.root, literal))

    def _inside(self, path: str) -> list[str] | None:
        """Return the segments of a path below the root, or None for a path outside it."""
        root = os.path.join(self.root, "")
        whole = absolute(path)
        return whole[len(root) :].split(os.sep) if whole.startswith(root) else None


def without_files(paths: Sequence[str], found: Sequence[str], excluded: Sequence[str]) -> list[str]:
    """Return the named directories in which files were excluded, and none was left to check."""
    if not excluded:
        return []
    kept, left_out = ([absolute(file) for file in files] for files in (found, excluded))
    tops = {path: os.path.join(absolute(path), "") for path in paths}
    return [
        path
        for path, top in tops.items()
        if any(file.startswith(top) for file in left_out) and not any(file.startswith(top) for file in kept)
    ]


def _covers(glob: Glob, inside: list[str]) -> bool:
    """Return whether a glob matches a path, or a directory above it."""
    return any(glob.matches(inside[:length]) for length in range(1, len(inside) + 1))


EMPTY = Settings()


class SettingsLookup:
    """Looks up the settings of files, and reads the settings of each directory once.

    The current directory must stay the same while it is in use.
    """

    __slots__ = ("_for_all", "_found", "_ignore", "_names")

    def __init__(self, names: Names, file: str | None = None, ignore: frozenset[str] = frozenset()) -> None:
        """Take a function that returns the names of the schemas, which is called when settings name a schema.

        ``file`` has the settings for all files, in place of the nearest ones; ``ignore`` has codes to ignore everywhere. Raises
        ``InvalidSettings`` when that file cannot be read or used.
        """
        self._names = names
        self._ignore = ignore
        self._found: dict[str, Settings] = {}
        self._for_all = None if file is None else self._complete(_named(file, names))

    def __call__(self, file: str) -> Settings:
        """Return the nearest settings, from the file's directory upwards; for ``-``, from the current directory upwards.

        A current directory that was deleted has no settings. Raises ``InvalidSettings`` when settings cannot be read or used.
        """
        if self._for_all is not None:
            return self._for_all
        directory = os.path.dirname(file)
        settings = self._found.get(directory)
        if settings is None:
            whole = absolute(directory)
            settings = self._nearest(whole) if os.path.isabs(whole) else self._complete(EMPTY)
            self._found[directory] = settings
        return settings

    def _nearest(self, directory: str) -> Settings:
        passed = []
        settings = self._found.get(directory)
        while settings is None:
            passed.append(directory)
            read = _settings(directory, self._names)
            above = os.path.dirname(directory)
            if read is not None:
                settings = self._complete(read)
            else:
                settings = self._complete(EMPTY) if above == directory else self._found.get(above)
            directory = above
        self._found.update(dict.fromkeys(passed, settings))
        return settings

    def _complete(self, settings: Settings) -> Settings:
        return settings._replace(ignore=settings.ignore | self._ignore) if self._ignore else settings


def _settings(directory: str, names: Names) -> Settings | None:
    """Return the settings in a directory itself, or None."""
    try:
        for path, data in settings_files(directory):
            content = _parsed(path, data)
            if os.path.basename(path) == OWN_FILE:
                return _Section(path, "", names).settings(content)
            section = _section(path, content)
            if section is not None:
                return _Section(path, _SECTION, names).settings(section)
    except OSError as error:
        raise _unreadable(str(error.filename), error) from None
    return None


def _named(path: str, names: Names) -> Settings:
    """Return the settings in a file that is named: those in our section if it has one, or else its keys."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise InvalidSettings(f"{escaped(path)}: is not a regular file")
        data = read(path)
    except (OSError, ValueError) as error:
        if isinstance(error, InvalidSettings):
            raise
        raise _unreadable(path, error) from None
    content = _parsed(path, data)
    section = _section(path, content)
    if section is None and os.path.basename(path) == SHARED_FILE:
        raise InvalidSettings(f"{escaped(path)}: has no section {_SECTION}")
    if section is None:
        return _Section(path, "", names).settings(content)
    return _Section(path, _SECTION, names).settings(section)


def _unreadable(path: str, error: OSError | ValueError) -> InvalidSettings:
    return InvalidSettings(f"{escaped(path)}: cannot be read: {sentence(error)}")


def _parsed(path: str, data: bytes) -> dict[str, Any]:
    import tomllib  # slow to import, and rarely needed

    try:
        return tomllib.loads(data.decode("utf-8-sig"))  # Editors on Windows may write a byte order mark.
    except (ValueError, RecursionError) as error:
        raise InvalidSettings(f"{escaped(path)}: is not TOML: {escaped(str(error))}") from None


def _section(path: str, content: dict[str, Any]) -> Any:
    """Return our section of a file that is shared with other tools, or None."""
    tool = content.get("tool")
    if type(tool) is not dict:
        return None
    if "bs_validate" in tool:  # It would have no effect, and nobody would notice.
        raise InvalidSettings(f"{escaped(path)}: unknown section [tool.bs_validate]: did you mean {_SECTION}?")
    return tool.get("bs-validate")


class _Section(NamedTuple):
    """Reads the settings in one file; every exception names the path, the section if the file is shared, and the key at fault."""

    path: str
    title: str
    names: Names

    def settings(self, section: object) -> Settings:
        """Return the settings in the section."""
        table = self._checked("", section, dict, "a table")
        if not self.title and "tool" in table:
            raise self._wrong("", f"the keys belong at the top of this file, not into the section {_SECTION}")
        for key in table:
            self._one_of("", "key", key, _KEYS)
        root = os.path.dirname(absolute(self.path))
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
            self.path,
            tuple(
                self._filled("fail-over", limit, "a limit")
                for limit in self._checked("fail-over", table.get("fail-over", []), list, "an array of limits")
            ),
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
            raise self._wrong(
                key, f"'{quoted(text)}' leaves the directory of {os.path.basename(self.path)}: no file can match it"
            )
        try:
            return compiled(text)
        except ValueError as error:
            raise self._wrong(key, f"'{quoted(text)}' {error}") from None

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
        where = " ".join(filter(None, (self.title, key)))
        return InvalidSettings(f"{escaped(self.path)}: {where}{': ' if where else ''}{why}")


def excluding(globs: Sequence[str]) -> Settings:
    """Return settings that exclude what a glob matches, relative to the current directory. Raises ``InvalidSettings``."""
    return Settings(root=absolute(os.curdir), exclude=tuple(map(_excluding, globs)))


def _excluding(glob: str) -> Glob:
    if not glob.strip("/.") or "\0" in glob:
        raise InvalidSettings(f"--exclude: '{quoted(glob)}' is not a glob")
    if ".." in glob.split("/"):
        raise InvalidSettings(f"--exclude: '{quoted(glob)}' leaves the current directory: no file can match it")
    try:
        return compiled(glob)
    except ValueError as error:
        raise InvalidSettings(f"--exclude: '{quoted(glob)}' {error}") from None
