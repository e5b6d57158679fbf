// Finds old results of analyses
CREATE INDEX codeprism_analysis_result_age IF NOT EXISTS
FOR (n:AnalysisResult)
ON (n.seconds)
