// The end of a round: was the whole zone walked, weather, police, and a question when the number is far from the usual.

import { header } from "./round.js";
import { taps, total } from "./tally.js";
import { $ } from "./screens.js";
import { say } from "./words.js";

export class FinishScreen {
  constructor(app) {
    this.app = app;
    this.form = $("#finish-form");
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    this.form.addEventListener("change", () => this.draw());
    $("#finish-back").addEventListener("click", () => { location.hash = `round/${this.round.id}`; });
  }

  open(round) {
    this.round = round;
    this.form.reset();
    $("#finish-where").textContent = round.name;
    $("#finish-fault").hidden = true;
    this.draw();
  }

  get persons() { return total(taps(this.app.commands, this.round.id, 1)); }

  get coverage() { return this.form.elements.coverage.value; }

  draw() {
    const usual = this.app.plan?.usual?.[`${this.round.zone}/${this.round.slot}`];
    this.isUnusual = Boolean(usual) && this.persons >= usual && this.coverage !== "NOT_COUNTED";
    $("#finish-sum").textContent = say(this.persons === 0 && this.coverage === "COUNTED" ? "zero" : "persons", { n: this.persons });
    $("#why").hidden = this.coverage === "COUNTED" || this.coverage === "";
    $("#unusual").hidden = !this.isUnusual;
    $("#unusual-text").textContent = this.isUnusual ? say("unusual", { n: this.persons }) : "";
  }

  async send() {
    const said = Object.fromEntries(new FormData(this.form));
    const needsReason = this.coverage !== "COUNTED" && !said.reason;
    const fault = !this.coverage ? "finish.coverage" : needsReason ? "finish.reason" : "";
    $("#finish-fault").hidden = !fault;
    $("#finish-fault").textContent = fault ? say(fault) : "";
    if (fault) return $("#finish-fault").focus();
    const walked = {
      ...header(this.round), coverage: said.coverage, reason: said.coverage === "COUNTED" ? "" : said.reason, weather: said.weather,
      police_present: said.police_present, counters: Number(said.counters) || null, was_asked_unusual: this.isUnusual,
    };
    if (await this.app.store("FINISH", walked)) location.hash = "";
  }
}
