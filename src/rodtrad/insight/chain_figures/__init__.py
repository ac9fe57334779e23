"""What leads, the coordinating unit and the programme read about the chain of responsibility.

Words: certificate, answer time, time to acceptance, time without acceptance, bounce, caseload. Reads responsibility and
organisations, writes nothing. Figures about persons leave only as `hiding` lets them.
"""
