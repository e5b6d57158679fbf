// Deletes results of a repository's analyses, all of them or those from before a moment, also after a wait for others
MATCH (a:AnalysisResult)
USING INDEX SEEK a:AnalysisResult(key)
WHERE
  a.key STARTS WITH $prefix AND
  ($seconds IS NULL OR
    a.seconds < $seconds OR
    (a.seconds = $seconds AND a.nanoseconds < $nanoseconds))
SET a.lock = true
WITH a
WHERE
  a.key STARTS WITH $prefix AND
  ($seconds IS NULL OR
    a.seconds < $seconds OR
    (a.seconds = $seconds AND a.nanoseconds < $nanoseconds))
DETACH DELETE a
RETURN count(*) AS deleted
