// Mutual file dependencies
// Files that depend on one another
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (a:CodeNode {generation: r.generation})
USING INDEX a:CodeNode(generation, fileKey)
WHERE a.fileKey > ''
MATCH (a)-[:CALLS|READS|WRITES|IMPORTS|EXTENDS|IMPLEMENTS]->(b)
WHERE b.fileKey > '' AND a.file <> b.file
WITH a.file AS source, b.file AS target, count(*) AS references
WITH
  CASE
    WHEN source < target THEN [source, target]
    ELSE [target, source]
  END AS pair,
  collect({source: source, references: references}) AS ways
WHERE size(ways) = 2
RETURN
  pair[0] AS file,
  pair[1] AS other,
  [way IN ways WHERE way.source = pair[0] | way.references][0] AS references,
  [way IN ways WHERE way.source = pair[1] | way.references][0] AS back
ORDER BY references + back DESC, file, other
LIMIT 100
