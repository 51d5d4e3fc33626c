"""Facts: what is known of a community and its district, read from YAML and checked."""
