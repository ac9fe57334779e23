// Sending the outbox. Everything but a receipt of ours leaves the command where it is: no network, a lost sign-in, a fault of the
// server, or a network that answers for us (captive portal). One sending at a time over all windows of the phone.

const BATCH = 500, TIMEOUT = 20_000;
const GREET = 3_600_000; // now and then an empty batch says how far the numbers go, so that a restored server asks for what it lost
export const PROTOCOL = 1;

export class Sender {
  // `addresses` are those of the plan and of the sending; `tell(state, sentence)` hears how it goes.
  constructor(outbox, addresses, tell = () => {}, send = (...request) => fetch(...request)) {
    Object.assign(this, { outbox, addresses, tell, send, token: "", state: "READY", greeted: 0 });
  }

  async sendAll() {
    if (!navigator.locks) return this.run();
    return navigator.locks.request("rodtrad-field-send", { ifAvailable: true }, (lock) => (lock ? this.run() : this.state));
  }

  async run() {
    try {
      for (;;) {
        const commands = await this.outbox.unsent(BATCH);
        if (!commands.length && Date.now() - this.greeted < GREET) return this.say("READY");
        const answer = await this.post(commands);
        if (typeof answer === "string") return this.say(answer);
        this.greeted = Date.now();
        if (answer.receipts.some((receipt) => receipt.outcome === "RENUMBER")) {
          await this.outbox.settle(answer.receipts);
          await this.outbox.renumber();
          continue;
        }
        const settled = await this.outbox.settle(answer.receipts);
        const reopened = await this.outbox.reopen(answer.holes ?? []);
        if (commands.length && !settled && !reopened) return this.say("SERVER");
        this.say("SENDING");
      }
    } catch (fault) {
      return this.say("STORE", String(fault));
    }
  }

  // The answer with receipts, or a word for why there is none.
  async post(commands, again = true) {
    if (!this.token) {
      const plan = await this.plan();
      if (typeof plan === "string") return plan;
    }
    const batch = {
      protocol: PROTOCOL, device: this.outbox.device, sent_at: Date.now(), highest: (await this.outbox.recall("seq")) ?? 0,
      commands: commands.map(({ id, seq, kind, schema, captured_at, body, hash }) => ({ id, seq, kind, schema, captured_at, body, hash })),
    };
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.token };
    const answer = await this.ask(this.addresses.sync, { method: "POST", headers, body: JSON.stringify(batch) });
    if (answer === "REFUSED" && again) { // the token is old: a new one, once
      this.token = "";
      return this.post(commands, false);
    }
    if (typeof answer === "string") return answer;
    const isOurs = answer.protocol === PROTOCOL && answer.device === this.outbox.device && Array.isArray(answer.receipts);
    return isOurs ? answer : "PORTAL";
  }

  // The plan of the evening, with the token that sending needs; or a word for why there is none.
  async plan() {
    const plan = await this.ask(this.addresses.plan, {});
    if (typeof plan === "string") return plan;
    if (plan.protocol !== PROTOCOL || !plan.token) return "PORTAL";
    this.token = plan.token;
    const { token, ...kept } = plan;
    await this.outbox.remember("plan", kept);
    return kept;
  }

  async ask(address, options) {
    const stop = new AbortController(), clock = setTimeout(() => stop.abort(), TIMEOUT);
    try {
      const answer = await this.send(address, { ...options, redirect: "manual", credentials: "same-origin", cache: "no-store", signal: stop.signal });
      if (answer.type === "opaqueredirect" || answer.status === 401) return "SIGNED_OUT";
      const isJson = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
      const content = isJson ? await answer.json() : null;
      if (content?.state === "SHUT_OUT") return "SHUT_OUT";
      if (answer.status === 403) return "REFUSED";
      if (!answer.ok) return "SERVER";
      return content ?? "PORTAL";
    } catch {
      return "OFFLINE";
    } finally {
      clearTimeout(clock);
    }
  }

  say(state, sentence = "") {
    this.state = state;
    this.tell(state, sentence);
    return state;
  }
}
