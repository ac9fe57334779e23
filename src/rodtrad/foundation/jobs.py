"""Jobs that stopped half-way are tried again; one that fails many times becomes a task for a person.

A job may run twice after a hard stop, so every job writes what it did in the transaction that does it.
"""

import logging
from datetime import timedelta

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

RETRY = RetryStrategy(max_attempts=8, exponential_wait=3)
SILENT_FOR = timedelta(minutes=2)
log = logging.getLogger("rodtrad.jobs")


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="retry-stalled", pass_context=False)
async def retry_stalled(timestamp: int) -> None:
    """Start again what a worker began and never ended, seen by its missing heartbeat."""
    stalled: list[Job] = list(
        await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_FOR.total_seconds())
    )
    for job in stalled:
        try:
            await app.job_manager.retry_job(job)
        except Exception:
            log.exception("A stalled job could not be started again", extra={"job": job.task_name})
