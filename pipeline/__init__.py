"""From a folder of case solutions to briefs and tables: reading, briefing, writing, exporting, and the Prefect flow over it.

Importing a module of this package starts nothing; only `pipeline.flow` imports Prefect, only `pipeline.exporting` pandas.
"""
