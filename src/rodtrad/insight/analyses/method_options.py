"""The ten methods and their options."""

from rodtrad.insight.analyses.options import Option

DRAWS = (
    Option("seed", "whole", 1, lowest=0),
    Option("replicates", "whole", 2000, lowest=100, highest=1e6),
)

METHODS: dict[str, tuple[Option, ...]] = {
    "trend": (
        Option("model", "choice", "index", choices=("index", "linear")),
        Option("change_points", "list", []),
        Option("base_period", "whole"),
        Option("variance", "choice", None, choices=("poisson", "overdispersed", "serial", "clustered")),
        Option("covariate", "text"),
        Option("stable_limit", "number", 0.05, lowest=0.0, highest=1.0),
        Option("covariance", "flag", False),
    ),
    "displacement": (Option("block", "whole", 5, lowest=1, highest=1000), *DRAWS),
    "effect": (
        Option("start", "whole"),
        Option("harmonics", "whole", 0, lowest=0, highest=12),
        Option("season_length", "number", 12.0, lowest=2.0, highest=1e6),
        Option("slope_change", "flag", False),
        Option("variance", "choice", "autocorrelated", choices=("poisson", "overdispersed", "autocorrelated")),
    ),
    "agreement": (Option("scale", "choice", "raw", choices=("raw", "sqrt", "log")), *DRAWS),
    "hidden-population": (
        Option(
            "model", "choice", "two-lists", choices=("two-lists", "log-linear", "one-list", "multiplier", "bounds")
        ),
        Option("interactions", "list", []),
        Option("population", "number", lowest=0.0),
    ),
    "rate": (
        Option("interval", "choice", "wilson", choices=("wilson", "wilson-corrected", "exact", "poisson")),
    ),
    "control-chart": (
        Option("chart", "choice", "p", choices=("p", "u", "c", "cusum")),
        Option("exclude", "list", []),
        Option("laney", "flag", False),
        Option("baseline_rate", "number", lowest=1e-12),
        Option("shift", "number", 1.5, lowest=1.000001, highest=100.0),
        Option("decision", "number", 10.0, lowest=1e-6, highest=1e6),
    ),
    "survival": (),
    "capacity": (
        Option("simulate", "flag", False),
        Option("days", "whole", 3650, lowest=10, highest=1e6),
        Option("replications", "whole", 20, lowest=2, highest=10000),
        Option("stay", "choice", "exponential", choices=("exponential", "lognormal", "fixed")),
        Option("seed", "whole", 1, lowest=0),
    ),
    "round-table": (
        Option("key_file", "text", is_secret=True),
        Option("base", "whole", 3, lowest=2, highest=100),
        Option("publish", "text"),
        Option("previous_input", "text", is_secret=True),
        Option("previous_release", "text", is_secret=True),
        Option("hide_count", "whole", lowest=0, highest=1e6),
        Option("hide_complement", "whole", 4, lowest=0, highest=1e6),
        Option("hide_population", "whole", 9, lowest=0, highest=1e6),
    ),
}  # fmt: skip
