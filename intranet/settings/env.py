"""The one reader of environment variables.

Every variable read through ``env`` is described in ``deploy/env.example``; a test compares the two.
"""

from environs import Env

env = Env(expand_vars=False)
