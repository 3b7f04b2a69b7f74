"""Three degrees, by the rules of the place: what is a conflict in one state is left open in another."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bench.quota_language import written_half
from commonbeat.measures.enforcement.language.judging import judge, lint

REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "quota_language" / "sentences.csv"
COMPARISON = "The sergeant compares the number of citations of each officer with that of other officers on the shift."
CONTACTS = "Each officer must record 65 points of contact a month."
HINT = "It would be nice if every officer wrote around ten traffic citations a month."


def degrees(sentence: str, *states: str) -> list[str]:
    return [judge(sentence, state).degree.value for state in states]


def test_comparison_conflicts_in_illinois_and_is_fine_in_wisconsin() -> None:
    assert degrees(COMPARISON, "IL", "WI", "TX", "") == ["conflict", "fine", "ask", "conflict"]
    assert judge(COMPARISON, "WI").rule.id == "us-wi-quota"
    assert judge(COMPARISON, "TX").rule.id == "common-quota", "no law read in Texas speaks of it"


def test_wisconsins_comparison_is_of_citations_and_not_of_arrests() -> None:
    assert degrees("The sergeant compares the number of arrests of each officer.", "WI", "MD") == ["ask", "fine"]


def test_a_hint_conflicts_in_texas_and_iowa_and_is_to_be_asked_about_in_nebraska() -> None:
    assert degrees(HINT, "Texas", "IA", "Nebraska") == ["conflict", "conflict", "ask"]


def test_points_of_contact_are_left_open_in_illinois_unless_citations_are_among_them() -> None:
    assert degrees(CONTACTS, "IL", "SC", "CA", "") == ["fine", "fine", "ask", "conflict"]
    assert judge(CONTACTS, "IL").rule.id == "us-il-quota-muni"
    assert degrees("Of 65 points of contact a month each officer must make ten citations.", "IL") == ["conflict"]
    assert degrees("The sergeant is the point of contact for the school.", "IL", "") == ["fine", "fine"]


def test_a_required_number_of_what_a_law_does_not_name_is_to_be_asked_about() -> None:
    stops = "Each officer must make ten traffic stops per shift."
    assert degrees(stops, "NY", "CA", "NV") == ["conflict", "ask", "conflict"]
    assert judge(stops, "CA").rule.is_law is False


def test_counts_in_an_evaluation_conflict_where_none_may_count() -> None:
    counts = "An officer's evaluation takes into account the number of citations issued."
    assert degrees(counts, "NJ", "VA", "IA", "") == ["conflict", "ask", "ask", "conflict"]
    alone = "Promotion is decided solely on the basis of the number of citations."
    assert degrees(alone, "VA", "IA") == ["conflict", "ask"]


def test_traffic_enforcement_without_a_number_is_asked_about() -> None:
    assert degrees("Traffic enforcement", "", "CA", "IL") == ["ask", "ask", "ask"]
    assert degrees("Aplicación de las leyes de tránsito", "") == ["ask"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Officers shall make at least three community contacts a week.",
        "Every officer must complete 40 hours of training a year.",
        "Supervisors shall review two body camera videos of stops per officer each month.",
        "Officers are evaluated on report writing, punctuality and courtesy.",
        "No officer shall be required to issue a number of citations.",
        "El oficial deberá asistir a dos reuniones vecinales por mes.",
        "Ningún supervisor podrá exigir diez multas por turno.",
    ],
)
def test_what_counts_no_enforcement_or_forbids_it_is_fine(sentence: str) -> None:
    assert degrees(sentence, "", "CA") == ["fine", "fine"]


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("The officer with the most arrests is named officer of the month.", "compared"),
        ("Se felicita al agente con más arrestos.", "compared"),
        ("Al agente de la escuadra con más multas se le nombra agente del mes.", "compared"),
        ("Se ordena a los agentes según el número de paradas.", "compared"),
        ("Se les ordena según sus arrestos.", "compared"),
        ("Los agentes serán ordenados por cantidad de multas.", "compared"),
        ("Se clasifica a los agentes por el número de arrestos.", "compared"),
        ("Se ordena a los agentes hacer diez paradas por turno.", "a number is required"),
        ("El jefe ordenó que los agentes hagan más arrestos.", "more is demanded"),
        ("Queremos terminar el mes con más multas.", "more is demanded"),
    ],
)
def test_a_ranking_in_spanish_is_a_comparison_and_an_order_is_none(sentence: str, says: str) -> None:
    judged = judge(sentence)
    assert (judged.degree.value, says in judged.why) == ("conflict", True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Se felicita al agente con más años de servicio.",
        "Se felicita al equipo con más reuniones vecinales.",
        "Se ordena a los agentes presentar sus informes al final del turno.",
        "Se ordena a los agentes según su antigüedad.",
    ],
)
def test_praise_and_orders_without_counts_are_fine(sentence: str) -> None:
    assert degrees(sentence, "", "NY") == ["fine", "fine"]


def test_what_speaks_for_a_degree_is_quoted_as_it_is_written() -> None:
    assert judge("Según el número de paradas se les dará un ascenso.").why.endswith("(“número de”)")
    assert judge("Officers MUST issue “Ten” tickets/month").why.endswith("(“Ten”)")
    assert judge("Deben hacer mas multas").why.endswith("(“Deben hacer mas”)")


def read(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def wrong(rows: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    found = [(judge(row["sentence"]).degree.value, row["label"], row["sentence"]) for row in rows]
    return [row for row in found if row[0] != row[1]]


def test_the_sixty_sentences_written_before_the_grammar() -> None:
    assert wrong(read("own_sentences.csv")) == []


def conflicts(rows: list[dict[str, str]]) -> tuple[float, float]:
    """Precision and recall of what is called a conflict."""
    found = [(judge(row["sentence"]).degree.value, row["label"]) for row in rows]
    right = found.count(("conflict", "conflict"))
    return right / [one for one, _ in found].count("conflict"), right / [one for _, one in found].count("conflict")


def test_sentences_made_while_building_keep_what_was_reached() -> None:
    rows = read("made_sentences.csv")
    precision, recall = conflicts(rows)
    assert len(rows) > 900 and len(wrong(rows)) <= 60
    assert precision >= 0.995, "what is no conflict and was called one"
    assert recall >= 0.96, "conflicts that were missed"


@pytest.mark.parametrize(("half", "precise", "recalled"), [(0, 0.98, 0.98), (1, 0.95, 0.89)])
def test_sentences_written_before_the_rules_in_two_halves_of_which_one_was_never_looked_at(
    half, precise, recalled
) -> None:
    """By the hash of a sentence: 0 was tuned on, 1 only ever counted."""
    rows = [row for row in read("written.csv") if written_half(row["sentence"]) == half]
    precision, recall = conflicts(rows)
    assert len(rows) > 100
    assert (precision >= precise, recall >= recalled) == (True, True), (precision, recall)


@pytest.mark.skipif(not REAL.exists() and not os.environ.get("CI"), reason="the real sentences: ../shared is not here")
def test_the_half_of_the_real_sentences_that_was_looked_at() -> None:
    from bench.quota_language import half

    with REAL.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if half(row["source"]) == "development"]
    assert len(rows) == 42 and wrong(rows) == []


ENGLISH = st.tuples(
    st.sampled_from(["must issue", "shall write", "is required to make", "has to bring in"]),
    st.sampled_from(["at least {n}", "{n}", "no fewer than {n}", "a minimum of {n}"]),
    st.sampled_from(["citations", "traffic tickets", "arrests", "stops", "parking summonses"]),
    st.sampled_from(["per month", "each week", "a shift", "every quarter"]),
)
SPANISH = st.tuples(
    st.sampled_from(["debe imponer", "tiene que hacer", "deberá levantar"]),
    st.sampled_from(["al menos {n}", "{n}", "un mínimo de {n}"]),
    st.sampled_from(["multas", "arrestos", "citaciones", "paradas de tráfico"]),
    st.sampled_from(["por mes", "cada semana", "por turno"]),
)


@given(st.sampled_from(["Each officer", "Every deputy", "The squad"]), ENGLISH, st.integers(2, 900))
def test_any_number_demanded_conflicts_and_forbidding_it_is_fine(who: str, words: tuple[str, ...], n: int) -> None:
    said = " ".join(words).format(n=n)
    assert degrees(f"{who} {said}.", "") == ["conflict"]
    assert degrees(f"No supervisor may order that an officer {said}.", "") == ["fine"]
    assert degrees(f"It is prohibited to say that an officer {said}.", "") == ["fine"]


@given(st.sampled_from(["Cada agente", "El oficial", "Todo policía"]), SPANISH, st.integers(2, 900))
def test_the_same_in_spanish(who: str, words: tuple[str, ...], n: int) -> None:
    said = " ".join(words).format(n=n)
    assert degrees(f"{who} {said}.", "") == ["conflict"]
    assert degrees(f"Queda prohibido decir que un oficial {said}.", "") == ["fine"]


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    assert {one.degree.value for one in lint(text, "CA")} <= {"conflict", "ask", "fine"}
    assert all((one.rule is not None) or one.degree == "fine" for one in lint(text, "CA"))
