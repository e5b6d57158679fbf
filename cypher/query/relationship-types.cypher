// Every relationship type of the database
// Column types: string[]
CALL db.relationshipTypes() YIELD relationshipType
RETURN collect(relationshipType) AS types
