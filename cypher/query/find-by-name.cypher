// Nodes of a name, by the index of names
MATCH (n:CodeNode {generation: toInteger($generation), nameKey: $nameKey})
USING INDEX SEEK n:CodeNode(generation, nameKey)
WHERE n.name = $name AND NOT n:Unresolved
RETURN collect(n.id) AS id
