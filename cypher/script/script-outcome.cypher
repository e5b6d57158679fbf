// Says what has become of it
// Column outcome: string
OPTIONAL MATCH (r:Repository {repoId: $repoId})
OPTIONAL MATCH (g:Generation {generation: r.generation})
RETURN
  CASE g.script
    WHEN $script THEN 'Stored.'
    ELSE
      'Not stored: a statement failed, somebody is changing the repository, or the database has a newer layout.'
  END AS outcome
