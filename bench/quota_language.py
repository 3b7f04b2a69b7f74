"""How well does the linter of papers read sentences that it was not made for?

    .venv/bin/python bench/quota_language.py [--half development|held-out|own]

The two halves are those of ../shared/data/quota_language, by the hash of a sentence's source, so that a document stands
in one half; the split was fixed before a rule was written. "own" are the sixty of the tests, also written before.
"""

import hashlib

#: fixed before the first rule was written; nothing in the linter is made from the other half
def half(source: str) -> str:
    """The half in which the sentences of a source stand."""
    return "development" if int(hashlib.sha256(source.encode()).hexdigest(), 16) % 2 == 0 else "held-out"
