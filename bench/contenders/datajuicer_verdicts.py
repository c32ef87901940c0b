"""Which texts data-juicer's two repetition filters drop at their defaults, as a JSON list of true and false."""

import json

from data_juicer.ops.filter.character_repetition_filter import CharacterRepetitionFilter
from data_juicer.ops.filter.word_repetition_filter import WordRepetitionFilter
from data_juicer.utils.constant import Fields
from pace import texts

_FILTERS = (CharacterRepetitionFilter(), WordRepetitionFilter())


def dropped(batch: list[str]) -> list[bool]:
    found = [False] * len(batch)
    for each in _FILTERS:
        samples = each.compute_stats_batched({"text": batch, Fields.stats: [{} for _ in batch]})
        found = [drop or not kept for drop, kept in zip(found, each.process_batched(samples), strict=True)]
    return found


print(json.dumps(dropped(list(texts()))))
