"""Build a website, PDF documents and data files from YAML records of OSCE guidance."""

from guidance.diagnostics.problem import ContentError, Problem
from guidance.library.assemble import open_library
from guidance.library.library import Library
from guidance.version import __version__

__all__ = ["ContentError", "Library", "Problem", "__version__", "open_library"]
