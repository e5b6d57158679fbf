// Finds the unstored ends of a generation's edges
CREATE INDEX codeprism_unresolved_generation IF NOT EXISTS
FOR (n:Unresolved)
ON (n.generation)
