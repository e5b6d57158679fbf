#!/usr/bin/env bash
# igraph 1.0.0 for Python (needs Python 3): edges read from GraphML carry the ids of nodes.
#
# Guess: `<edge id="calls-1">` gives the edge an attribute `id` with the value `calls-1`, as networkx reads it.
# Behaviour: the attribute `id` exists, but edge number i holds the id of node number i; where there are more edges than nodes the
#   rest are empty. The ids in the file are lost, without a warning.
# Seen: nodes n1, n2; edges calls-1, calls-2, calls-3 are read as n1, n2 and ''
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >graph.graphml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="k0" for="node" attr.name="name" attr.type="string"/>
  <graph edgedefault="directed">
    <node id="n1"><data key="k0">first</data></node>
    <node id="n2"><data key="k0">second</data></node>
    <edge id="calls-1" source="n1" target="n2"/>
    <edge id="calls-2" source="n2" target="n1"/>
    <edge id="calls-3" source="n2" target="n2"/>
  </graph>
</graphml>
XML
python3 -m venv python
python/bin/pip install --quiet igraph==1.0.0 networkx==3.6.1
python/bin/python - <<'PY'
import igraph
import networkx

ids = igraph.Graph.Read_GraphML("graph.graphml").es["id"]
others = [data["id"] for _, _, data in networkx.read_graphml("graph.graphml").edges(data=True)]
print("igraph", ids, "networkx", others)
assert ids == ["n1", "n2", ""], ids
assert others == ["calls-1", "calls-2", "calls-3"], others
PY
