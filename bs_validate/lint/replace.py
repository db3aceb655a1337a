"""Replace the content of a file in one step, so that no reader, full disk or interrupt ever leaves half of it."""

import os
import stat
import tempfile


class NotReplacedError(Exception):
    """Raised when a file is left alone; the text is a sentence that says why, without its subject."""


def replace(path: str, before: bytes, after: bytes) -> None:
    """Replace the content of a file that was ``before`` by ``after``.

    The new content is written beside the file, with the same mode and owner, and then takes its name. A symbolic link stays one:
    the file that it leads to is replaced. Raises ``NotReplacedError`` or ``OSError``, and leaves the file alone then.
    """
    target = os.path.realpath(path)
    found = os.stat(target)
    if not stat.S_ISREG(found.st_mode):
        raise NotReplacedError("is not a regular file")
    if found.st_nlink > 1:
        raise NotReplacedError("has another name (a hard link), which would keep the old content")
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
    descriptor, beside = tempfile.mkstemp(prefix=".bs-validate-", suffix=".tmp", dir=os.path.dirname(target))
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(after)
            opened.flush()
            if hasattr(os, "fchown") and (found.st_uid, found.st_gid) != _owner(descriptor):
                os.fchown(descriptor, found.st_uid, found.st_gid)
            os.chmod(beside, stat.S_IMODE(found.st_mode))  # after the owner: a change of that takes bits away
            os.fsync(descriptor)
        _require(target, before)
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise


def _require(target: str, before: bytes) -> None:
    with open(target, "rb") as opened:
        if opened.read(len(before) + 1) != before:
            raise NotReplacedError("was changed by another program meanwhile")


def _owner(descriptor: int) -> tuple[int, int]:
    found = os.fstat(descriptor)
    return found.st_uid, found.st_gid
