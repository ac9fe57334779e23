"""The figures as the table of README.md."""

from statistics import median, quantiles

from bench.measure import Figures, Taken, shown

HEAD = """
| page | people | SQL | p50 ms | p95 ms | CPU ms | bare SQL | bare p50 ms | bare p95 ms | bare CPU ms | ratio p50 | ratio CPU |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""


def table(figures: Figures) -> str:
    """Product beside bare for every page and size, then how the largest size stands to the smallest."""
    lines = [HEAD]
    for page, size, product, bare in shown(figures):
        times = median(product.seconds) / median(bare.seconds)
        cpu = median(product.cpu) / median(bare.cpu)
        lines.append(
            f"| {page} | {size:,} | {product.queries} | {_taken(product)} | {bare.queries} | {_taken(bare)} "
            f"| **{times:.2f}** | {cpu:.2f} |"
        )
    lines += ["", "| page | growth of p50 | growth of CPU |", "| --- | ---: | ---: |"]
    sizes = sorted({size for _page, size, _site in figures})
    for page in dict.fromkeys(page for page, _size, _site in figures):
        small, large = figures[page, sizes[0], "product"], figures[page, sizes[-1], "product"]
        grown = median(large.seconds) / median(small.seconds)
        lines.append(f"| {page} | {grown:.2f} | {median(large.cpu) / median(small.cpu):.2f} |")
    return "\n".join(lines)


def _taken(taken: Taken) -> str:
    slow = quantiles(taken.seconds, n=20)[-1]
    return f"{median(taken.seconds) * 1000:.1f} | {slow * 1000:.1f} | {median(taken.cpu) * 1000:.1f}"
