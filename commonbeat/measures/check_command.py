"""`commonbeat check SCHEMA FILE --mapping M`: what is in a file of records, for somebody with a terminal."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from commonbeat.measures import mapping, schema, suggest
from commonbeat.measures.check import check
from commonbeat.measures.checked import as_json, sentences
from commonbeat.measures.given import receive
from commonbeat.measures.mapping import Mapping
from commonbeat.measures.schema import Wrong
from commonbeat.measures.table import own_names


def answer(asked: argparse.Namespace) -> str:
    """Check a file and tell what was found, or suggest a mapping; raises Wrong where either cannot be used."""
    of = schema.schema(asked.schema)
    with tempfile.TemporaryDirectory(prefix="commonbeat-") as folder:
        private = Path(folder)
        given = receive(asked.file, private)
        if asked.suggest:
            return suggest.as_toml(suggest.mapping_for(given, of, private))
        how = read_mapping(asked.mapping, of.name) if asked.mapping else own_names(given, of.name)
        found = check(given, how, private, bytes.fromhex(given.digest))
    told = json.dumps(as_json(found), ensure_ascii=False) if asked.json else ""
    if found.refused:
        print(told, end="\n" if told else "")
        raise Wrong("\n".join(sentences(found)))
    return told or "\n".join(sentences(found))


def read_mapping(path: Path, of: str) -> Mapping:
    """The mapping in a file. Raises Wrong where it is of another schema than was asked for."""
    found = mapping.read(path)
    if found.schema.name != of:
        raise Wrong(f"{path.name} is for {found.schema.name}, not for {of}")
    return found
