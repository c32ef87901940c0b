"""Words, phrases, sentences and paragraphs that stand again where they should not."""
