#!/usr/bin/env bash
# graphology-gexf 0.13.2 and networkx 3.6.1 (needs Python 3): colours and positions do not arrive.
#
# Guess: GEXF is an exchange format, both libraries support its viz module, so what one writes the other reads.
# Behaviour: graphology-gexf declares the prefix `viz` as `http:///www.gexf.net/1.1draft/viz`, three slashes and the version of another
#   draft than the document's 1.2. A reader that knows namespaces finds no viz element. Its own reader goes by the prefix and hides
#   it. The other way round all arrives.
# Seen: networkx reads the node written by graphology without `viz`; graphology reads networkx's with colour, size and position
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund graphology@0.26.0 graphology-gexf@0.13.2 >/dev/null
python3 -m venv python
python/bin/pip install --quiet networkx==3.6.1
cat >write.cjs <<'JS'
const { Graph } = require('graphology');
const gexf = require('graphology-gexf');
const { writeFileSync } = require('node:fs');
const graph = new Graph();
graph.addNode('a', { label: 'A', color: '#ff0000', size: 3, x: 1, y: 2 });
writeFileSync('from-graphology.gexf', gexf.write(graph));
JS
node write.cjs
python/bin/python - <<'PY'
import networkx

read = networkx.read_gexf("from-graphology.gexf").nodes["a"]
print("networkx reads", read)
assert read == {"label": "A"}, read
graph = networkx.Graph()
place = {"color": {"r": 255, "g": 0, "b": 0, "a": 1.0}, "size": 3.0, "position": {"x": 1.0, "y": 2.0, "z": 0.0}}
graph.add_node("a", label="A", viz=place)
networkx.write_gexf(graph, "from-networkx.gexf", version="1.2draft")
PY
grep -q 'xmlns:viz="http:///www.gexf.net/1.1draft/viz"' from-graphology.gexf
cat >read.cjs <<'JS'
const { Graph } = require('graphology');
const gexf = require('graphology-gexf');
const { readFileSync } = require('node:fs');
const { color, size, x } = gexf.parse(Graph, readFileSync('from-networkx.gexf', 'utf8')).getNodeAttributes('a');
console.log('graphology reads', { color, size, x });
if (color !== 'rgba(255,0,0,1.0)' || size !== 3 || x !== 1) process.exitCode = 1;
JS
node read.cjs
