// A repository's results of analyses, without what they found
MATCH (a:AnalysisResult)
USING INDEX SEEK a:AnalysisResult(key)
WHERE
  a.key STARTS WITH $prefix AND
  ($type IS NULL OR a.type = $type) AND
  ($seconds IS NULL OR
    a.seconds > $seconds OR
    (a.seconds = $seconds AND a.nanoseconds >= $nanoseconds))
RETURN
  a.id AS id,
  a.type AS type,
  a.seconds AS seconds,
  a.nanoseconds AS nanoseconds
