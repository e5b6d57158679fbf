#!/usr/bin/env bash
# grand-cypher 1.2.0 over networkx 3.6.1 (needs Python 3): a node that calls itself is no row of `(a)-[:CALLS]->(b)`.
#
# Guess: as in Cypher, two names of a pattern may be one node, so every edge of the type is a row; a pattern without an arrow
#   matches each edge in both directions.
# Behaviour: two names never bind the same node. A recursive call is a row only where the pattern names the node twice,
#   `(a)-[:CALLS]->(a)`; counts of calls and paths that come back to their start lose it. Without an arrow nothing matches in a
#   directed graph. Neither says a word.
# Seen: of main->helper and walk->walk only the first is a row; (a)-[:CALLS]->(a) gives walk; (a)-[:CALLS]-(b) gives nothing
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet grand-cypher==1.2.0 networkx==3.6.1
python/bin/python - <<'PY'
import networkx
from grandcypher import GrandCypher

graph = networkx.DiGraph()
for name in ["main", "helper", "walk"]:
    graph.add_node(name, name=name, __labels__={"Function"})
graph.add_edge("main", "helper", __labels__={"CALLS"})
graph.add_edge("walk", "walk", __labels__={"CALLS"})


def names(pattern, *columns):
    answer = GrandCypher(graph).run(f"MATCH {pattern} RETURN {', '.join(columns)}")
    return list(zip(*(answer[column] for column in columns)))


calls = names("(a)-[:CALLS]->(b)", "a.name", "b.name")
recursive = names("(a)-[:CALLS]->(a)", "a.name")
either = names("(a)-[:CALLS]-(b)", "a.name", "b.name")
print("calls", calls, "recursive", recursive, "either way", either)
assert calls == [("main", "helper")], calls
assert recursive == [("walk",)], recursive
assert either == [], either
PY
