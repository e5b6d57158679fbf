// Results of analyses
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (a:AnalysisResult)-[:OF]->(r)
RETURN
  a.id AS id,
  a.type AS type,
  a.timestamp AS made,
  size(a.data) AS characters,
  left(a.data, 200) AS beginning
ORDER BY made DESC, id
LIMIT 50
