// Called by tests only
// Functions that only test files call
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation})
USING INDEX n:CodeNode(generation, fileKey)
WHERE
  n.fileKey > '' AND
  n.kind IN ['Function', 'Method'] AND
  NOT n.file =~ '(?i)(.*[/._-])?(tests?|specs?|__tests__)([/._-].*)?'
MATCH (n)<-[:CALLS]-(caller)
WITH
  n,
  count(*) AS callers,
  sum(
    CASE
      WHEN
        caller.file =~ '(?i)(.*[/._-])?(tests?|specs?|__tests__)([/._-].*)?'
        THEN 1
      ELSE 0
    END) AS tests
WHERE callers = tests
RETURN
  n.name AS name,
  n.kind AS kind,
  n.file AS file,
  n.startLine AS line,
  tests
ORDER BY tests DESC, file, line
LIMIT 200
