"""The directory of accounts, seen through ldap3; the only package that imports it."""
