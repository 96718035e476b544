"""OSCE guidance on reducing the demand that fosters human trafficking: from YAML records to site, report, handouts and data."""

from guidance.diagnostics.problem import ContentError, Problem
from guidance.library.assemble import open_library
from guidance.library.library import Library
from guidance.version import __version__

__all__ = ["ContentError", "Library", "Problem", "__version__", "open_library"]
