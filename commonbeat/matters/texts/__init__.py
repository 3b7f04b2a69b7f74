"""The craft of texts: reading files, splitting into passages, comparing versions, finding copies and private data.

No database here: words in, words out.
"""
