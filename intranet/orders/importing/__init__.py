"""Import of an existing register from a table and files: reading, checking every row, writing all or nothing."""
