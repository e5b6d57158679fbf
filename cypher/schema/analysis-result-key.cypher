// One node a repository and id of an analysis, found by the key's beginning too
CREATE CONSTRAINT codeprism_analysis_result_key IF NOT EXISTS
FOR (n:AnalysisResult)
REQUIRE n.key IS UNIQUE
