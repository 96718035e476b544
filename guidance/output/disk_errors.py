"""What helps when a file or a folder cannot be read or written."""

from __future__ import annotations

import errno

_REMEDIES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "Free some space"),
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM),
        "If another user, such as root, has made it, delete it, or make it yours "
        "with 'sudo chown -R'",
    ),
    errno.EROFS: "Choose a folder on another disk",
}


def description(error: OSError) -> str:
    """An error with its path, and what helps."""
    path = error.filename2 or error.filename
    remedy = _REMEDIES.get(error.errno or 0, "")
    place = f": {path}" if path else ""
    return f"{error.strerror or error}{place}{f'. {remedy}.' if remedy else ''}"
