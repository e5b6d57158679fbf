// Deletes results of analyses from before a moment, also after a wait for others
MATCH (a:AnalysisResult)
USING INDEX SEEK a:AnalysisResult(seconds)
WHERE
  a.seconds <= toInteger($seconds) AND
  (a.seconds < toInteger($seconds) OR a.nanoseconds < $nanoseconds)
SET a.lock = true
WITH a
WHERE
  a.seconds <= toInteger($seconds) AND
  (a.seconds < toInteger($seconds) OR a.nanoseconds < $nanoseconds)
DETACH DELETE a
RETURN count(*) AS deleted
