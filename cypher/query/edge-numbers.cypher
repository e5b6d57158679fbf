// The ends of all relationships of a generation by number, in lists of some chunks; the type stands for the wanted ones
MATCH (source:CodeNode)
USING INDEX SEEK source:CodeNode(key)
WHERE source.key >= $from AND source.key < $to
MATCH (source)-[r:CALLS]->(target)
WITH source, target
WHERE target:CodeNode
WITH
  id(source) / 1024 AS block,
  collect(id(source)) AS sources,
  collect(id(target)) AS targets
RETURN sources, targets
