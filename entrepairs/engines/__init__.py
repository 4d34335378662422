"""Pure engines: dataclasses in, dataclasses out; no Django, no clock, no database."""
