"""A table as people keep it, read into typed rows: clean, warn, ask or refuse.

The door is ``read.open_book`` (bytes to sheets), then ``survey.survey`` (which sheet is
what) and ``reading.read_table`` (sheet to rows). Nothing is evaluated, nothing guessed.
"""
