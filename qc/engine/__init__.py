"""The engine: from inputs to outcomes, the same ones in the same order however many workers look.

`look` maps batches of documents to outcomes and notes, anywhere; `conclude` reduces the notes once.
"""

from qc.engine.plan import Plan
from qc.engine.run import Progress, check_documents, check_inputs

__all__ = ["Plan", "Progress", "check_documents", "check_inputs"]
