// Results of analyses
UNWIND $keys AS key
MATCH (a:AnalysisResult {key: key})
RETURN properties(a) AS properties
