"""The yardstick: what one pass for words costs in Python, finding nothing."""

import platform
import re

from pace import serve, texts

_WORD = re.compile(r"\w+")
_TEXTS = texts()


def words() -> int:
    return sum(len(_WORD.findall(text)) for text in _TEXTS)


serve({r"re.findall(r'\w+')": words}, f"Python {platform.python_version()}")
