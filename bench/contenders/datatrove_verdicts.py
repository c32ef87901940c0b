"""Which texts datatrove's Gopher repetition filter drops, as a JSON list of true and false."""

import json

from datatrove.data import Document
from datatrove.pipeline.filters import GopherRepetitionFilter
from pace import texts

_FILTER = GopherRepetitionFilter()

print(json.dumps([_FILTER.filter(Document(text=text, id="text")) is not True for text in texts()]))
