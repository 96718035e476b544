"""Compiling: templates as they were compiled before come out, from memory or from the disk, as long as nothing that makes them has changed."""

from __future__ import annotations

import hashlib
import marshal
import sys
from importlib.metadata import version
from pathlib import Path
from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache

from guidance.output.atomic_write import atomic_write


class MemoryBytecodeCache(BytecodeCache):
    """For a preview, which makes environments again and again. A template is known by its source, so that one which changed is compiled anew."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled from the same source, if anything."""
        checksum, code = self.held.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what has been compiled."""
        self.held[bucket.key] = (bucket.checksum, bucket.code)


class DiskBytecodeCache(MemoryBytecodeCache):
    """For the next build as well: each template is one file, which begins with the hash of all that made it and of the rest."""

    def __init__(self, folder: Path, made_with: bytes) -> None:
        """`made_with` is the source of the settings with which templates are compiled."""
        super().__init__()
        self.folder = folder
        self.makers = b"\0".join((sys.version.encode(), version("jinja2").encode(), made_with))

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled from the same source by the same makers, where the file is whole."""
        super().load_bytecode(bucket)
        if bucket.code:
            return
        try:
            told, code = _parted(self._file(bucket).read_bytes())
        except OSError:
            return
        if told == self._hash(bucket, code):
            bucket.code = marshal.loads(code)  # noqa: S302 -- nothing but what this program wrote has that hash
            super().dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what has been compiled; a folder that cannot be written to is no reason to stop."""
        super().dump_bytecode(bucket)
        code = marshal.dumps(bucket.code)
        try:
            atomic_write(self._file(bucket), self._hash(bucket, code) + code)
        except OSError:
            return

    def _file(self, bucket: Bucket) -> Path:
        return self.folder / bucket.key

    def _hash(self, bucket: Bucket, code: bytes) -> bytes:
        return hashlib.sha256(b"\0".join((self.makers, bucket.checksum.encode(), code))).digest()


def _parted(content: bytes) -> tuple[bytes, bytes]:
    """The hash at the beginning of a file, and the rest."""
    size = hashlib.sha256().digest_size
    return content[:size], content[size:]
