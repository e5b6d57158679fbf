// Deletes files by key
UNWIND $key AS key
MATCH (f:SourceFile {key: key})
DELETE f
