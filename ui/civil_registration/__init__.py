"""Civil registration: dossiers, what is fetched for them, and the procedures they go by."""
