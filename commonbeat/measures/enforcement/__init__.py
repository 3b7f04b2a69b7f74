"""Does a place count its officers' enforcement? Its papers (language) and, beside them, what people who know may say.

No Django: the site and the command line ask the same functions.
"""
