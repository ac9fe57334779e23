"""Two units talk a case over without saying who it is about, and nobody can find out from the system.

The room lies in the registry, below everything that knows persons: no table here has a key to one, and no code here can
ask for one (ADR 36). Words: discussion (drøfting), message, mark (something in a text that may identify somebody).
Uses: organisations, inbox. Used by: the web.
"""
