"""Logs as JSON lines that cannot carry personal data: allow-listed keys, and every long number taken out."""

import json
import logging
import re

ALLOWED = ("request_id", "status", "duration_ms", "job", "count", "error_id", "route")
NUMBER = re.compile(r"\d{6}\s?\d{5}")


class AllowListedJson(logging.Formatter):
    """Writes time, level, logger, message and the allowed keys. An error gives its type and place, not its values."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrub(record.msg if isinstance(record.msg, str) and record.args else record.getMessage()),
        }
        line |= {key: getattr(record, key) for key in ALLOWED if hasattr(record, key)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            trace = record.exc_info[2]
            while trace and trace.tb_next:
                trace = trace.tb_next
            if trace:
                line["place"] = f"{trace.tb_frame.f_code.co_filename.rsplit('/src/', 1)[-1]}:{trace.tb_lineno}"
        return json.dumps(line, ensure_ascii=True, default=str)


def scrub(text: str) -> str:
    """Take out everything shaped like a national identity number, and line breaks."""
    return NUMBER.sub("[number]", text).replace("\r", " ").replace("\n", " ")
