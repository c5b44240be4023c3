"""Joins the stages: inputs -> articles -> records -> a directory. ``batch`` is where a run begins.

Imports nothing, so that the command line can name choices without loading what a run needs.
"""
