#!/usr/bin/env bash
# rustworkx 0.18.1 (needs Python 3): an undirected edge of a directed GraphML graph is read as one direction.
#
# Guess: GraphML lets an edge of a directed graph say directed="false"; a reader without mixed graphs refuses the file, as networkx
#   does, or adds the edge both ways.
# Behaviour: the attribute is passed over. The edge leads from `source` to `target` alone, so a walk the other way finds nothing.
# Seen: one edge, helper to main; networkx 3.6.1 refuses it: "directed=false edge found in directed graph."
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >graph.graphml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <graph edgedefault="directed">
    <node id="main"/>
    <node id="helper"/>
    <edge source="helper" target="main" directed="false"/>
  </graph>
</graphml>
XML
python3 -m venv python
python/bin/pip install --quiet rustworkx==0.18.1 networkx==3.6.1
python/bin/python - <<'PY'
import networkx
import rustworkx

[graph] = rustworkx.read_graphml("graph.graphml")
ids = [node["id"] for node in graph.nodes()]
edges = [(ids[source], ids[target]) for source, target in graph.edge_list()]
print(type(graph).__name__, edges)
assert isinstance(graph, rustworkx.PyDiGraph)
assert edges == [("helper", "main")], edges
try:
    networkx.read_graphml("graph.graphml")
    raise SystemExit("networkx reads mixed graphs now")
except networkx.NetworkXError as error:
    print("networkx:", error)
    assert "directed=false" in str(error), error
PY
