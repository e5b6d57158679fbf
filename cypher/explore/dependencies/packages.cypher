// Packages used
// Which packages outside the repository are used, and by how many files
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (b:CodeNode {generation: r.generation, fileKey: ''})
USING INDEX b:CodeNode(generation, fileKey)
MATCH (b)<-[:CALLS|READS|WRITES|IMPORTS|EXTENDS|IMPLEMENTS]-(a)
WHERE a.fileKey > ''
RETURN
  coalesce(b.attr_package, '(unnamed)') AS package,
  count(DISTINCT b) AS symbols,
  count(DISTINCT a.file) AS files,
  count(*) AS references
ORDER BY references DESC, package
LIMIT 100
