"""Everything a person sees."""

import builtins
import linecache

import PySide6.QtCore  # noqa: F401 - it changes how everything after it is imported, see below

# Qt's bindings read the source of every module that is imported, to see whether it may ask for
# `__feature__`, and Python keeps the text. Nothing here asks, so their import is put back to what
# it was: 9 ms of the way to the first window, and 8 MB (docs/decisions/0009).
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
linecache.clearcache()
