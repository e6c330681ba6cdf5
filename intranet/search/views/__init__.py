"""The screens of the search: results, suggestions, recent searches."""
