"""Cache of compiled templates, in memory and on disk."""

from __future__ import annotations

import hashlib
import marshal
import sys
from importlib.metadata import version
from pathlib import Path
from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache

from guidance.output.atomic_write import atomic_write

_DIGEST_SIZE = hashlib.sha256().digest_size


class MemoryBytecodeCache(BytecodeCache):
    """Caches compiled templates in memory, until the process ends.

    A preview creates an environment per build, and would compile every template again without it.
    """

    def __init__(self) -> None:
        self._templates: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if the template was compiled from the same source."""
        checksum, code = self._templates.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Cache the compiled template."""
        self._templates[bucket.key] = (bucket.checksum, bucket.code)


class DiskBytecodeCache(MemoryBytecodeCache):
    """Caches compiled templates on disk as well: a file per template.

    A file begins with a hash of its code, the source of the template, the versions of Python and
    Jinja, and the settings. A file whose hash does not match is ignored.
    """

    def __init__(self, folder: Path, settings: bytes) -> None:
        """`settings` is the source code that configures the environment."""
        super().__init__()
        self.folder = folder
        self._toolchain = b"\0".join((sys.version.encode(), version("jinja2").encode(), settings))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket from memory, or else from an intact file."""
        super().load_bytecode(bucket)
        if bucket.code:
            return
        try:
            content = self._file(bucket).read_bytes()
        except OSError:
            return
        digest, code = content[:_DIGEST_SIZE], content[_DIGEST_SIZE:]
        if digest == self._digest(bucket, code):
            bucket.code = marshal.loads(code)  # noqa: S302 -- only this class writes files with that hash
            super().dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Cache the compiled template. A folder that is not writable is no error."""
        super().dump_bytecode(bucket)
        code = marshal.dumps(bucket.code)
        try:
            atomic_write(self._file(bucket), self._digest(bucket, code) + code)
        except OSError:
            return

    def _file(self, bucket: Bucket) -> Path:
        return self.folder / bucket.key

    def _digest(self, bucket: Bucket, code: bytes) -> bytes:
        return hashlib.sha256(
            b"\0".join((self._toolchain, bucket.checksum.encode(), code))
        ).digest()
