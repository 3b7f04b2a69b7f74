"""What is done with records and the numbers made of them, in people's words."""

#: name in the table → what one does there
DOES: dict = {}

#: verb → what its entry says was done; who did it stands beside it
DONE: dict = {}
