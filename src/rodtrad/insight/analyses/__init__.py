"""`rodtrad analyse METHOD`: ten statistical methods for analysts' own files, the same that the pages of the product use.

Runs without database, settings or network, and loads numpy only when a method runs. Uses the rules of
`insight.trends` and `insight.statistics`; used by the command line and the pages about scenes.
"""

from rodtrad.insight.analyses.registry import AnalysisError, analyse

__all__ = ["AnalysisError", "analyse"]
