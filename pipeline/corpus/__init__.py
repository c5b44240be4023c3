"""The regression corpus: articles with what a careful reader takes from them, and the score of the rules against it."""
