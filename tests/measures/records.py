"""Records written as a file and opened as a table, as an agency's own would be."""

import csv

from commonbeat.measures.table import open_tables


def written(folder, name, rows):
    """A CSV file with the columns of the first row."""
    path = folder / f"{name}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.DictWriter(file, list(rows[0]))
        lines.writeheader()
        lines.writerows(rows)
    return path


def opened(folder, **kinds):
    """A table of each kind, whose columns are named as ours."""
    return open_tables([(written(folder, name, rows), None, name) for name, rows in kinds.items()])
