// Waits until a new index can be used
CALL db.awaitIndex($name, 3600)
