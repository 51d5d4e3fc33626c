"""The data model, by subject: what is known of a district, a town and a community."""
