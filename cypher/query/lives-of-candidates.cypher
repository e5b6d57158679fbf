// How far life reaches each judged node: 2 from outside tests, 1 from tests only, 0 not at all
CALL () {
  MATCH (source)
  WHERE elementId(source) = $outsideTests
  MATCH (source)-[:CALLS*1..]->(n)
  RETURN DISTINCT n, 2 AS life
    UNION ALL
  MATCH (source)
  WHERE elementId(source) = $all
  MATCH (source)-[:CALLS*1..]->(n)
  RETURN DISTINCT n, 1 AS life
    UNION ALL
  MATCH (n:CodeNode)
  USING INDEX SEEK n:CodeNode(key)
  WHERE
    n.key >= $from AND
    n.key < $to AND
    n.kind IN $kinds AND
    n.file <> '' AND
    coalesce(n.attr_external, '') <> 'true'
  RETURN n, 0 AS life
}
WITH n, max(life) AS life
WHERE
  n.kind IN $kinds AND n.file <> '' AND coalesce(n.attr_external, '') <> 'true'
RETURN
  collect(n.id) AS id,
  collect(life) AS life,
  collect(n.file) AS file,
  collect(coalesce(n.attr_language, '')) AS language
