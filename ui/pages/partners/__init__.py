"""The Partners page: the list of partners, and everything known of the one that is chosen."""
