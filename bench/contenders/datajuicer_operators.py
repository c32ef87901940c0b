"""data-juicer's operators that look for what qc looks for: verdicts on repetition, texts mended; no places."""

from importlib.metadata import version

from data_juicer.ops.filter.character_repetition_filter import CharacterRepetitionFilter
from data_juicer.ops.filter.word_repetition_filter import WordRepetitionFilter
from data_juicer.ops.mapper.fix_unicode_mapper import FixUnicodeMapper
from data_juicer.ops.mapper.remove_repeat_sentences_mapper import RemoveRepeatSentencesMapper
from data_juicer.utils.constant import Fields
from pace import serve, texts

_TEXTS = texts()
_FILTERS = (CharacterRepetitionFilter(), WordRepetitionFilter())
_MAPPERS = {
    "data-juicer: repeated sentences": RemoveRepeatSentencesMapper(),
    "data-juicer: fix_unicode (ftfy)": FixUnicodeMapper(),
}


def dropped() -> int:
    """Texts that one of the filters drops."""
    return sum(len(_TEXTS) - sum(each.process_batched(_measured(each))) for each in _FILTERS)


def _measured(each: CharacterRepetitionFilter | WordRepetitionFilter) -> dict[str, list[object]]:
    return each.compute_stats_batched({"text": list(_TEXTS), Fields.stats: [{} for _ in _TEXTS]})


def changed(mapper: FixUnicodeMapper | RemoveRepeatSentencesMapper) -> int:
    """Texts that the mapper changes."""
    after = mapper.process_batched({"text": list(_TEXTS)})["text"]
    return sum(new != old for new, old in zip(after, _TEXTS, strict=True))


serve(
    {
        "data-juicer: character and word repetition": dropped,
        **{name: lambda one=one: changed(one) for name, one in _MAPPERS.items()},
    },
    f"data-juicer {version('py-data-juicer')}",
)
