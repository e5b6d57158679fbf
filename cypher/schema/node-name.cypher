// Finds nodes of a generation by name
CREATE INDEX codeprism_node_name IF NOT EXISTS
FOR (n:CodeNode)
ON (n.generation, n.nameKey)
