// Finds nodes of a generation by file
CREATE INDEX codeprism_node_file IF NOT EXISTS
FOR (n:CodeNode)
ON (n.generation, n.fileKey)
