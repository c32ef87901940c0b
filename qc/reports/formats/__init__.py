"""One module a format; its name is the format's.

A module has `render(run, options) -> Iterator[str]`, whose pieces end their own lines, and may have `SUFFIXES` (of
the files it is for) and `NEEDS_TEXT = True` (it shows whole documents, so the run must keep their texts). A new file
here is a new format: nothing else to touch.
"""
