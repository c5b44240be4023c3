"""inspextract: articles about inspections in, one validated JSON record per article out.

The folders are the stages: :mod:`pipeline.ingest` turns inputs into articles, :mod:`pipeline.extract` articles
into records, :mod:`pipeline.emit` records into files and pages. Nothing is done at import.
"""

__version__ = "0.1.0"
