// Edges of a generation with an end that is not stored
MATCH (n:Unresolved {generation: toInteger($generation)})
USING INDEX SEEK n:Unresolved(generation)
MATCH (n)-[r]-(:CodeNode)
WHERE NOT type(r) IN $derivedTypes
RETURN count(DISTINCT r) AS dangling
