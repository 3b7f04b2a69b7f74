"""How it is known that the numbers are right: held against published ones, and against invented records with known
truth."""
