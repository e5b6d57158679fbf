// What a node reaches, with the fewest steps, and all of each where they are few; type and upper bound stand for the wanted ones
MATCH (r:Repository {repoId: $repoId})
MATCH (start:CodeNode {key: r.generation + '|' + $id})
USING INDEX SEEK start:CodeNode(key)
WHERE NOT start:Unresolved
CALL (start) {
  MATCH p = (start)-[:CALLS*1..9]->(n)
  WITH n, min(length(p)) AS distance
  WHERE n:CodeNode
  RETURN collect(n) AS reached, collect(distance) AS distance
}
RETURN
  [n IN reached | n.id] AS id,
  distance,
  [n IN reached | n:Unresolved] AS unresolved,
  [
    n IN
    CASE
      WHEN size(reached) <= $shown THEN reached
      ELSE []
    END
    WHERE NOT n:Unresolved
    | n {
      .id,
      .name,
      .kind,
      .file,
      .startByte,
      .endByte,
      .startLine,
      .endLine,
      .startColumn,
      .endColumn
    }
  ] AS shown
