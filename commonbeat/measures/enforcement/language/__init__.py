"""Papers read for quotas: which sentences conflict with a rule of the place, which to ask about, which are fine.

Needs: a paper as text, in English or Spanish, and the state whose rules hold; without one, the common denominator.
Reads as: "conflict: a number is required ('must issue ten'), N.J.S.A. 40A:14-181.1", with the rule beside the sentence.
Take care: this reads vocabulary and word order, not minds: irony, pictures, scans and what was only said aloud escape
it. "Traffic enforcement" without a number is a reason to ask, not a conflict. A conflict is a reason to read the
sentence and the law, not a verdict; each rule says how much of the law was read, and whether somebody of the place has
confirmed it.
Source: the vocabulary and word order stand in english.toml, spanish.toml and grammar.py beside this text; the rules in
commonbeat/laws; how well it reads sentences that it was not made for: bench/quota_language.py.
"""
