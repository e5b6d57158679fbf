// Deletes a result of an analysis
MATCH (a:AnalysisResult {key: $key})
SET a.lock = true
WITH a
WHERE a.key = $key
DETACH DELETE a
RETURN count(*) AS deleted
