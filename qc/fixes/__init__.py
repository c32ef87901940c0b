"""From findings to mended texts: which fixes go together, the way back to the source, and files that change whole.

`edits` works on a text alone; `sources` leads edits back to HTML, Markdown and JSON; `mending` looks again until a text
has nothing more to mend; `files` and `writing` do it to files.
"""
