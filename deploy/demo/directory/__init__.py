"""A small LDAP directory of invented staff, for the demo and the tests only."""
