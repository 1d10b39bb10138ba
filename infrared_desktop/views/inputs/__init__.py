"""The inputs of forms: each holds a value, nothing given stays None."""
