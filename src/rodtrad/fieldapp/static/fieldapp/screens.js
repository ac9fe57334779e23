// Which screen is shown, and the list of rounds.

import { age, clock, otherDay, say } from "./words.js";
import { ownRounds } from "./tally.js";

export const $ = (selector, within = document) => within.querySelector(selector);

export function show(name) {
  for (const screen of document.querySelectorAll("[data-screen]")) screen.hidden = screen.dataset.screen !== name;
  $(`[data-screen="${name}"] [data-focus]`)?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

// The line that is always in sight: what is not sent, and why.
export function drawState(state, commands) {
  const unsent = commands.filter((command) => command.state === 0);
  const online = navigator.onLine && state !== "OFFLINE";
  for (const net of document.querySelectorAll("[data-net]")) net.dataset.state = online ? "online" : "offline";
  for (const line of document.querySelectorAll("[data-saved]")) {
    line.textContent = unsent.length ? say(`unsent.${online ? state : "OFFLINE"}`, { n: unsent.length }) : commands.length ? say("sent.all") : say("ready");
    line.classList.toggle("is-fault", ["STORE", "SHUT_OUT"].includes(state));
  }
  for (const notice of document.querySelectorAll("[data-when]")) notice.hidden = notice.dataset.when !== state;
}

export function drawRounds(plan, commands) {
  const own = new Map(ownRounds(commands).map((round) => [round.id, round]));
  const planned = (plan?.rounds ?? []).filter((round) => !own.get(round.id)?.finished);
  fill($("#planned"), planned.map((round) => row({
    id: round.id, name: round.name, detail: [otherDay(round.from), `${clock(round.from)}–${clock(round.until)}`, say(`slot.${round.slot}`)].filter(Boolean).join(" · "),
    count: own.get(round.id)?.persons, begun: own.has(round.id),
  })));
  $("#no-plan").hidden = planned.length > 0;
  const mine = [...own.values()].filter((round) => !planned.some((other) => other.id === round.id));
  fill($("#own"), mine.slice(0, 20).map((round) => row({
    id: round.id, name: round.name, count: round.persons, begun: !round.finished, finished: round.finished,
    detail: [clock(round.began), say(round.finished ? "finished" : "begun"), round.unsent ? say("unsent.age", { n: round.unsent, age: age(round.oldest) }) : say("sent.all")].join(" · "),
  })));
  $("#own-part").hidden = mine.length === 0;
  const refused = commands.filter((command) => command.state === 2);
  $("#refused").hidden = refused.length === 0;
  $("#refused-text").textContent = refused.length ? say("refused", { n: refused.length, why: refused.at(-1).sentence }) : "";
  const zones = $("#zone"), chosen = zones.value;
  fill(zones, (plan?.zones ?? []).map((zone) => Object.assign(document.createElement("option"), { value: zone.id, textContent: zone.name })));
  if (chosen) zones.value = chosen;
}

function row({ id, name, detail, count, finished }) {
  const item = $("#round-row").content.cloneNode(true), link = $("a", item);
  if (finished) link.removeAttribute("href"); else link.href = `#round/${id}`;
  $("[data-name]", item).textContent = name;
  $("[data-detail]", item).textContent = detail;
  $("[data-count]", item).textContent = count === undefined ? "" : say("persons", { n: count });
  return item;
}

function fill(place, children) { place.replaceChildren(...children); }
