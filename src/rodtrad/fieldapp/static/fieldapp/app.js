// The phone app: one list of commands in memory, the same as on the disk, and screens that show what they add up to.

import { Outbox, newId } from "./outbox.js";
import { Sender } from "./sending.js";
import { $, drawRounds, drawState, show } from "./screens.js";
import { FinishScreen } from "./finish.js";
import { RoundScreen, header } from "./round.js";
import { isFinished, ownRounds } from "./tally.js";
import { say } from "./words.js";

const EVERY = 60_000;

class App {
  async start() {
    this.outbox = await Outbox.open();
    this.commands = await this.outbox.all();
    this.plan = await this.outbox.recall("plan");
    this.sender = new Sender(this.outbox, document.body.dataset, (state) => this.heard(state));
    this.channel = new BroadcastChannel("rodtrad-field");
    this.channel.onmessage = () => this.refresh();
    this.roundScreen = new RoundScreen(this);
    this.finishScreen = new FinishScreen(this);
    $("#begin").addEventListener("submit", (event) => { event.preventDefault(); this.beginUnplanned(); });
    addEventListener("hashchange", () => this.route());
    addEventListener("online", () => this.send());
    addEventListener("offline", () => this.draw());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "visible") return;
      this.send();
      this.roundScreen.stayAwake();
    });
    setInterval(() => this.send(), EVERY);
    this.route();
    document.documentElement.dataset.ready = "1";
    await this.checkStore();
    await this.fetchPlan();
    await this.outbox.forget();
    await this.send();
  }

  // A full or forgetful store is told before anybody counts.
  async checkStore() {
    const kept = (await navigator.storage?.persist?.()) ?? false;
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    $("#store-full").hidden = quota - usage > 5_000_000;
    $("#store-loose").hidden = kept || matchMedia("(display-mode: standalone)").matches;
  }

  async fetchPlan() {
    const plan = await this.sender.plan();
    if (typeof plan === "string") this.heard(plan);
    else { this.plan = plan; this.heard("READY"); }
  }

  // Store a command, then show it and try to send. False when it could not be stored, and then nothing has changed.
  async store(kind, body) {
    try {
      const command = await this.outbox.append(kind, body);
      this.commands.push(command);
    } catch (fault) {
      this.state = "STORE";
      $("#store-failed").hidden = false;
      $("#last").textContent = say("store.failed");
      navigator.vibrate?.([200, 100, 200]);
      this.draw();
      return false;
    }
    $("#store-failed").hidden = true;
    this.draw();
    this.channel.postMessage("changed");
    this.send();
    return true;
  }

  async beginUnplanned() {
    const zone = this.plan?.zones.find((one) => one.id === $("#zone").value);
    if (!zone) return;
    const slot = new Date().getHours() < 17 ? "DAY" : "EVENING";
    const round = { id: newId(), zone: zone.id, name: zone.name, slot, planned: false };
    if (await this.store("BEGIN", header(round))) location.hash = `round/${round.id}`;
  }

  async send() {
    clearTimeout(this.soon);
    if (this.sending) { this.soon = setTimeout(() => this.send(), 400); return; }
    this.sending = true;
    try { await this.sender.sendAll(); await this.refresh(); this.channel.postMessage("sent"); } finally { this.sending = false; }
  }

  async refresh() {
    const stored = await this.outbox.all();
    const there = new Set(stored.map((command) => command.id));
    this.commands = [...stored, ...this.commands.filter((command) => !there.has(command.id))];
    this.draw();
  }

  heard(state) { this.state = state; this.draw(); }

  draw() {
    drawState(this.state ?? "READY", this.commands);
    drawRounds(this.plan, this.commands);
    this.roundScreen.draw();
  }

  find(id) {
    const planned = this.plan?.rounds.find((round) => round.id === id);
    return planned ? { ...planned, planned: true } : ownRounds(this.commands).find((round) => round.id === id);
  }

  route() {
    const [screen, id] = location.hash.slice(1).split("/");
    const round = id ? this.find(id) : null;
    if (!round || isFinished(this.commands, id)) { this.draw(); return show("home"); }
    if (screen === "finish") { this.finishScreen.open(round); return show("finish"); }
    this.roundScreen.open(round, this.plan.bands);
    return show("round");
  }
}

const app = new App();
globalThis.rodtrad = app; // for whoever looks into a phone that does not send
app.start().catch(() => { $("#store-failed").hidden = false; document.documentElement.dataset.ready = "1"; });

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(document.body.dataset.worker, { scope: document.body.dataset.scope }).then((registration) => {
    const ask = () => { $("#new-version").hidden = !registration.waiting; };
    ask();
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", ask));
    $("#take-over").addEventListener("click", () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      registration.waiting?.postMessage("take-over");
    });
  }, () => { /* without a worker the app still counts and stores, but needs the network to open */ });
}
