// Takes away the hashes of some files
UNWIND $key AS key
MATCH (f:SourceFile {key: key})
REMOVE f.hash
