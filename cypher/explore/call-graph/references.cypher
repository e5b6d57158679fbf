// References, with lines
// Everything that refers to it
// :param repo => 'ajv'
// :param name => 'checkStrictMode'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation, nameKey: $name})
USING INDEX SEEK n:CodeNode(generation, nameKey)
MATCH (n)<-[e]-(source)
WHERE NOT type(e) IN ['DECLARED_IN', 'AWAITS_PARENT']
RETURN
  n.name AS name,
  n.file AS declaredIn,
  type(e) AS reference,
  coalesce(source.name, source.id) AS by,
  source.file AS file,
  e.attr_line AS line
ORDER BY declaredIn, reference, file, toInteger(line)
LIMIT 200
