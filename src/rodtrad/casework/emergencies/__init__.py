"""Breaking the glass: one worker opens what help in danger needs, for an hour, and is looked at afterwards.

Words: emergency opening (nødåpning), second person, review. Uses: persons, grants, inbox. Used by: responsibility (which
rebuilds access when records are joined) and access, which asks the policy first.
"""
