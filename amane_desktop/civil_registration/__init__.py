"""Civil registration: dossiers, their procedures, and the steps to a record."""
