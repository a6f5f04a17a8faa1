"""What happens when something goes wrong: nothing is lost, nothing stands in clear."""
