// The tally grid. A press is stored first, then the number changes; undoing is a press of its own; minus lasts one press.

import { GENDERS, counted, taps, total, undoable } from "./tally.js";
import { $ } from "./screens.js";
import { ages, clock, say } from "./words.js";

export class RoundScreen {
  constructor(app) {
    this.app = app;
    this.minus = false;
    this.waiting = Promise.resolve(); // presses are stored one after the other, however fast they come
    $("#grid").addEventListener("click", (event) => this.pressed(event.target.closest(".cell")));
    $("#minus").addEventListener("click", () => this.setMinus(!this.minus, true));
    $("#undo").addEventListener("click", () => this.later(() => this.undo()));
    $("#done").addEventListener("click", () => { location.hash = `finish/${this.round.id}`; });
    $("#second").addEventListener("change", (event) => { this.number = event.target.checked ? 2 : 1; this.draw(); });
  }

  open(round, bands) {
    Object.assign(this, { round, bands, number: 1, minus: false });
    $("#second").checked = false;
    $("#where").textContent = round.name;
    $("#when").textContent = round.from ? `${clock(round.from)}–${clock(round.until)}` : say(`slot.${round.slot}`);
    $("#grid").replaceChildren(...this.cells());
    $("#last").textContent = say("press.hint");
    this.draw();
    this.stayAwake();
  }

  cells() {
    const head = [$("#corner").content.cloneNode(true), ...GENDERS.map((gender) => element("span", "tally__col", say(`gender.${gender}`)))];
    return [...head, ...this.bands.flatMap((band) => [rowHead(band), ...GENDERS.map((gender) => this.cell(band, gender))])];
  }

  cell(band, gender) {
    const cell = $("#cell").content.firstElementChild.cloneNode(true);
    Object.assign(cell.dataset, { band: band.index, gender, label: `${say(`gender.${gender}`)}, ${ages(band).spoken}` });
    return cell;
  }

  get taps() { return taps(this.app.commands, this.round.id, this.number); }

  draw() {
    if (!this.round) return;
    const all = this.taps;
    for (const cell of document.querySelectorAll("#grid .cell")) {
      const count = counted(all, Number(cell.dataset.band), cell.dataset.gender);
      $(".cell__n", cell).textContent = count;
      cell.toggleAttribute("data-has", count > 0);
      $(".ds-sr-only", cell).textContent = say(this.minus ? "cell.minus" : "cell.plus", { what: cell.dataset.label.toLowerCase(), n: count });
    }
    $("#sum").textContent = total(all);
    $("#undo").disabled = !undoable(all);
    $("#count").dataset.mode = this.minus ? "minus" : "plus";
    $("#minus").setAttribute("aria-pressed", String(this.minus));
  }

  later(act) { this.waiting = this.waiting.then(act, act); return this.waiting; }

  pressed(cell) {
    if (!cell) return;
    cell.classList.add("hit");
    setTimeout(() => cell.classList.remove("hit"), 150);
    this.later(() => this.tap(Number(cell.dataset.band), cell.dataset.gender, cell.dataset.label));
  }

  async tap(band, gender, label) {
    const minus = this.minus;
    if (minus && counted(this.taps, band, gender) === 0) return;
    const stored = await this.store({ band, gender, delta: minus ? -1 : 1, undoes: null });
    if (!stored) return;
    if (minus) this.setMinus(false);
    this.tell(minus ? "pressed.minus" : "pressed.plus", band, gender, label);
  }

  async undo() {
    const tap = undoable(this.taps);
    if (!tap || !(await this.store({ band: tap.band, gender: tap.gender, delta: -tap.delta, undoes: tap.id }))) return;
    const cell = $(`#grid [data-band="${tap.band}"][data-gender="${tap.gender}"]`);
    this.tell("pressed.undo", tap.band, tap.gender, cell.dataset.label);
  }

  async store(press) {
    const stored = await this.app.store("TAP", { ...header(this.round), number: this.number, ...press });
    if (stored) navigator.vibrate?.(press.delta > 0 ? 15 : [15, 40, 15]);
    return stored;
  }

  tell(key, band, gender, label) {
    $("#last").textContent = say(key, { what: label.toLowerCase(), n: counted(this.taps, band, gender) });
  }

  setMinus(on, spoken = false) {
    this.minus = on;
    this.draw();
    if (spoken) $("#last").textContent = say(on ? "minus.hint" : "press.hint");
  }

  // The screen stays on while somebody counts; phones that cannot do that go dark as always.
  async stayAwake() {
    try { if (document.visibilityState === "visible") this.lock = await navigator.wakeLock?.request("screen"); } catch { /* not given now */ }
  }
}

// What every command of a round carries, so that whichever comes first can make the round.
export function header(round) {
  return { round: round.id, zone: round.zone, name: round.name, slot: round.slot, planned: Boolean(round.planned) };
}

function rowHead(band) {
  const said = ages(band), head = element("span", "tally__row", "");
  head.append(element("b", "", said.big), element("span", "", said.small));
  return head;
}

function element(tag, name, text) { return Object.assign(document.createElement(tag), { className: name, textContent: text }); }
