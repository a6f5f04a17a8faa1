"""A demonstration centre: invented families of Taroudant, the same for a seed and a day."""
