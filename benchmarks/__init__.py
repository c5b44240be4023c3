"""How fast the pipeline is: `python -m benchmarks.bench`."""
