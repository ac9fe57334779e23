"""Displacement, effect and agreement as finished words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rodtrad.insight.scenes.agreement import Agreement
from rodtrad.insight.scenes.displacement import Displacement
from rodtrad.insight.scenes.shares import Shift
from rodtrad.web.trends.numbers import change, number, percent, with_interval
from rodtrad.web.trends.published import PublishedRow, published_row


@dataclass(frozen=True)
class RoleRow:
    role: str
    zones: str
    before: str
    after: str


@dataclass(frozen=True)
class ShareRow:
    zone: str
    before: str
    after: str


@dataclass(frozen=True)
class DisplacementPage:
    sentence: str
    windows: str
    roles: list[RoleRow]
    figures: list[tuple[str, str]]
    notes: list[str]
    effect: str
    effect_notes: list[str]
    shares: list[ShareRow]
    moved: str
    flows: list[str]
    others: list[str]


def displacement_view(found: Displacement, language: str) -> DisplacementPage:
    answer = found.answer
    windows = _("Summers %(b1)s–%(b2)s against %(a1)s–%(a2)s: %(what)s") % {
        "b1": found.before[0], "b2": found.before[1], "a1": found.after[0], "a2": found.after[1],
        "what": found.marker.name,
    }  # fmt: skip
    notes = [one["sentence"] for kind in ("warnings", "refusals") for one in (answer or {}).get(kind, [])]
    return DisplacementPage(
        sentence=displacement_sentence(answer["result"]) if answer else found.reason,
        windows=windows,
        roles=_roles(found) if answer else [],
        figures=_figures(answer["result"]) if answer else [],
        notes=notes,
        effect=_effect(found),
        effect_notes=[one["sentence"] for one in (found.effect or {}).get("refusals", [])],
        shares=_shares(found.shift),
        moved=_moved(found.shift),
        flows=_flows(found.shift),
        others=[f"{one.starts_on.year}: {one.name}" for one in found.others],
    )


def displacement_sentence(result: dict[str, Any]) -> str:
    """What may be said, and nothing more: no displacement is named unless the drop is shown."""
    upper = result["effect_ratio_upper"]
    if upper is None:
        return _("It cannot be computed from these rounds.")
    if upper >= 1:
        return _("No sure drop where the measure was, so nothing can be said about people moving.")
    parts = {
        "low": number(100 * (1 - upper), 0),
        "high": number(100 * (1 - result["effect_ratio_lower"]), 0),
    }
    drop = (
        _("Where the measure was, there were %(low)s to %(high)s per cent fewer than the comparison would give.")
        % parts
    )
    readings = {
        "DIFFUSION_EXCEEDS_EFFECT": _("Next door the number fell even more."),
        "DIFFUSION": _("Next door there were fewer too, and no sign of people moving there."),
        "DISPLACEMENT_SMALLER_THAN_EFFECT": _("Some of those who went are likely to be next door, but fewer than went."),
        "DISPLACEMENT_EQUALS_OR_EXCEEDS_EFFECT": _("Next door the number rose by at least as much: people are likely to have moved, not gone."),
    }  # fmt: skip
    return f"{drop} {readings[result['reading']]}" if result["reading"] else drop


def _roles(found: Displacement) -> list[RoleRow]:
    labels = {"target": _("Where the measure was"), "buffer": _("Next door"), "control": _("Comparison")}
    counts = found.answer["result"]["counts"] if found.answer else {}
    return [
        RoleRow(
            label,
            ", ".join(found.names[code] for code in found.choice.roles[role]),
            number(counts[role]["before"]),
            number(counts[role]["after"]),
        )
        for role, label in labels.items()
        if counts.get(role)
    ]


def _figures(result: dict[str, Any]) -> list[tuple[str, str]]:
    def ends(name: str, places: int) -> str:
        return with_interval(result[name], result[f"{name}_lower"], result[f"{name}_upper"], places)

    figures = [
        (_("Ratio after to before, against the comparison"), ends("effect_ratio", 2)),
        (_("Weighted displacement difference, persons a round"), ends("wdd", 1)),
    ]
    if result["wdq"] is not None:
        figures.append((_("Weighted displacement quotient"), ends("wdq", 2)))
    if result["total_net_effect"] is not None:
        figures.append((_("Total net effect, persons a round"), number(result["total_net_effect"])))
    rounds = _("%(before)s before, %(after)s after") % result["rounds"]
    figures.append((_("Whole rounds"), rounds))
    return figures


def _effect(found: Displacement) -> str:
    if found.effect is None:
        return found.effect_reason
    result = found.effect["result"]
    if result["rate_ratio"] is None:
        return ""
    said = change(result["rate_ratio"], result["lower"], result["upper"])
    return _(
        "Step at the first round with the measure, with the slope of the years before taken into account: %(said)s."
    ) % {"said": said}


def _shares(shift: Shift | None) -> list[ShareRow]:
    return [ShareRow(one.zone, percent(one.before), percent(one.after)) for one in shift.shares] if shift else []


def _moved(shift: Shift | None) -> str:
    if shift is None:
        return ""
    return _("At least %(share)s of the people are in another of these zones than the shares of before would give.") % {
        "share": percent(shift.moved)
    }


def _flows(shift: Shift | None) -> list[str]:
    return [
        _("at least %(share)s from %(from)s to %(to)s")
        % {"share": percent(flow.share), "from": flow.from_zone, "to": flow.to_zone}
        for flow in (shift.flows if shift else ())
        if flow.share >= 0.005
    ]


@dataclass(frozen=True)
class SidePanel:
    place: str
    figures: list[PublishedRow]
    refusal: str


@dataclass(frozen=True)
class AgreementPage:
    sentence: str
    facts: list[tuple[str, str]]
    pairs: list[tuple[str, str]]
    sides: list[SidePanel]


def agreement_view(found: Agreement, language: str) -> AgreementPage:
    sides = [
        SidePanel(one.place, [published_row(line) for line in one.figures], one.refusal) for one in found.side_by_side
    ]
    if found.answer is None:
        return AgreementPage(found.reason, [], [], sides)
    result = found.answer["result"]
    pair = result["pairs"][0]
    return AgreementPage(
        _agreement_sentence(pair),
        [
            (_("Second count over first"), with_interval(pair["ratio"], pair["ratio_lower"], pair["ratio_upper"], 2)),
            (_("Rounds both counted"), str(pair["items"])),
            (_("Intraclass correlation 2,1 (of square roots)"), number((result["icc"] or {}).get("icc_2_1"), 2)),
            (_("Limits of agreement (of square roots)"), f"{number(pair['limit_lower'], 2)} – {number(pair['limit_upper'], 2)}"),
        ],
        [(str(first), str(second)) for first, second in found.pairs],
        sides,
    )  # fmt: skip


def _agreement_sentence(pair: dict[str, Any]) -> str:
    return {
        "TOO_FEW": _("Too few rounds with two counters to say whether they agree."),
        "AGREE": _("The two counters agree: their ratio lies between 0.9 and 1.1."),
        "BIASED": _("One of the two counters sees more than the other, again and again."),
        "UNCERTAIN": _("It is not sure whether the two counters agree."),
    }[pair["conclusion"]]
