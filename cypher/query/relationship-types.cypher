// Every relationship type of the database
CALL db.relationshipTypes() YIELD relationshipType
RETURN collect(relationshipType) AS types
