"""Facts and criteria in, the rung each criterion stands on out. Never an average.

The ladder has five rungs: 0 nothing, 1 declared, 2 documented, 3 observed in daily
use, 4 confirmed by the people concerned, independently of the management.
"""
