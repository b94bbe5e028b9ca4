"""What people and programs see of a release: a table in the terminal, JSON, CSV and one page of HTML.

All of it is made of a :class:`~culture_nlp.publish.Release`, what became of the input in numbers, and the
taxonomy.
"""
