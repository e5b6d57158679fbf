#!/usr/bin/env bash
# LadybugDB 0.22.0, the successor of Kuzu (needs Python 3): a path pattern without an upper bound ends at thirty steps.
#
# Guess: `-[:CALLS*]->` follows relationships for as long as there are any, as in openCypher; with SHORTEST or ACYCLIC, where every
#   node is visited once, nothing speaks against it.
# Behaviour: at most thirty steps are followed, and the answer looks complete: no error and no warning. A bound of 40 that is written
#   down is refused, so the limit shows only to those who write one. `CALL var_length_extend_max_depth=100` lifts it for a connection.
#   What is asked for reachability, such as unused code, takes all that lies deeper for unreachable.
# Seen: on a chain of 41 nodes `*`, `* SHORTEST` and `* ACYCLIC` reach 30 of 40; `*1..40` is an error; after the CALL all 40 are reached
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet ladybug==0.22.0
python/bin/python - <<'PY'
import ladybug

connection = ladybug.Connection(ladybug.Database(":memory:"))
connection.execute("CREATE NODE TABLE Function(id INT64, PRIMARY KEY(id))")
connection.execute("CREATE REL TABLE CALLS(FROM Function TO Function)")
for number in range(41):
    connection.execute(f"CREATE (:Function {{id: {number}}})")
for number in range(40):
    match = f"MATCH (a:Function {{id: {number}}}), (b:Function {{id: {number + 1}}})"
    connection.execute(f"{match} CREATE (a)-[:CALLS]->(b)")


def reached(pattern):
    answer = connection.execute(f"MATCH (a:Function {{id: 0}})-[:CALLS{pattern}]->(b) RETURN count(DISTINCT b.id)")
    return answer.get_next()[0]


seen = {pattern: reached(pattern) for pattern in ("*", "* SHORTEST", "* ACYCLIC")}
print(seen)
assert set(seen.values()) == {30}, seen
try:
    reached("*1..40")
    raise SystemExit("a bound of 40 was taken")
except RuntimeError as error:
    print(error)
    assert "exceeds maximum: 30" in str(error), error
connection.execute("CALL var_length_extend_max_depth=100")
print("after the CALL:", reached("*"))
assert reached("*") == 40
PY
