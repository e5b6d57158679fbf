// Waits until new indexes can be used
CALL db.awaitIndexes(3600)
