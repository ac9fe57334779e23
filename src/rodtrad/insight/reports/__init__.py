"""What reports are written from: figures and tables counted across the rooms, and a text proposed for each chapter.

Writes nothing. Every figure carries its definition, its source and what it opens; figures about people come only from
what already hides small numbers. Uses programme, fieldwork and the figures of the chain. Used by: web/reports, the demo.
"""
