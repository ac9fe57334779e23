// The append-only outbox. What is tapped is stored before it is shown, and stays until the server has a receipt for it.
//
// A command gets a number without holes, made in the transaction that stores it, so that the server can prove what is missing.
// A receipt with the same id and hash settles it; the command is kept a month after that, so that a server that was restored
// from a backup can ask for it again, and its tombstone (number, id and hash) two months longer.

import { completed, openDatabase, promised } from "./database.js";

export const UNSENT = 0, DONE = 1, REFUSED = 2;
const SCHEMA = 1, DAY = 86_400_000, KEEP_BODY = 30 * DAY, KEEP_TOMBSTONE = 90 * DAY, SHOWN = 3000;

export class Outbox {
  static async open(name = "rodtrad-field") {
    const database = await openDatabase(name, 1, (db) => {
      const commands = db.createObjectStore("commands", { keyPath: "id" });
      commands.createIndex("order", "order", { unique: true });
      commands.createIndex("state", "state");
      db.createObjectStore("meta");
    });
    const outbox = new Outbox(database);
    await outbox.prepare();
    return outbox;
  }

  constructor(database) { this.database = database; }

  async prepare() {
    const transaction = this.database.transaction("meta", "readwrite", { durability: "strict" });
    const meta = transaction.objectStore("meta");
    this.device = await promised(meta.get("device"));
    if (!this.device) {
      this.device = newId();
      meta.put(this.device, "device");
    }
    await completed(transaction);
  }

  // Store one command. Resolves when it is on the disk and has been read back; throws when it is not there.
  async append(kind, content) {
    const body = JSON.stringify(content), hash = await sha256(body);
    const command = { id: newId(), kind, schema: SCHEMA, body, hash, round: content.round ?? "", state: UNSENT, sentence: "", captured_at: Date.now() };
    const transaction = this.database.transaction(["commands", "meta"], "readwrite", { durability: "strict" });
    const written = completed(transaction);
    written.catch(() => {}); // told of below, also when a request before it fails
    const meta = transaction.objectStore("meta");
    command.device = await promised(meta.get("device"));
    command.seq = ((await promised(meta.get("seq"))) ?? 0) + 1;
    command.order = ((await promised(meta.get("order"))) ?? 0) + 1;
    meta.put(command.seq, "seq");
    meta.put(command.order, "order");
    transaction.objectStore("commands").add(command);
    await written;
    const there = await this.get(command.id);
    if (there?.hash !== (await sha256(there?.body ?? ""))) throw new Error("not what was written");
    return command;
  }

  async get(id) { return promised(this.database.transaction("commands").objectStore("commands").get(id)); }

  // The latest commands in the order they were done, with everything unsent among them, however old.
  async all() {
    const latest = (await this.recall("order")) ?? 0;
    const store = this.database.transaction("commands").objectStore("commands");
    const near = await promised(store.index("order").getAll(IDBKeyRange.lowerBound(latest - SHOWN)));
    const older = (await this.unsent()).filter((command) => command.order < latest - SHOWN);
    return [...older, ...near];
  }

  async unsent(limit = Infinity) {
    const index = this.database.transaction("commands").objectStore("commands").index("state");
    const rows = await promised(index.getAll(IDBKeyRange.only(UNSENT)));
    return rows.sort((a, b) => a.order - b.order).slice(0, limit);
  }

  // Settle what the server has. Returns how many commands were settled; a receipt for something else changes nothing.
  async settle(receipts, now = Date.now()) {
    return this.change((commands) => {
      let settled = 0;
      for (const receipt of receipts) {
        const command = commands.get(receipt.id);
        if (!command || command.hash !== receipt.hash || command.state !== UNSENT) continue;
        if (receipt.outcome !== "DONE" && receipt.outcome !== "REFUSED") continue;
        command.state = receipt.outcome === "DONE" ? DONE : REFUSED;
        command.sentence = receipt.sentence ?? "";
        command.settled_at = now;
        settled += 1;
      }
      return settled;
    }, receipts.map((receipt) => receipt.id));
  }

  // The server lacks these numbers: what is still here is sent again.
  async reopen(holes) {
    if (!holes.length) return 0;
    const missing = new Set(holes);
    return this.change((commands) => {
      let reopened = 0;
      for (const command of commands.values())
        if (command.device === this.device && missing.has(command.seq) && command.state !== UNSENT && command.body !== null) {
          command.state = UNSENT;
          reopened += 1;
        }
      return reopened;
    });
  }

  // Another phone has our numbers, as after this one was copied: everything that is still here is sent again under a new name with
  // new numbers. The ids are the same, so the server counts nothing twice, and its holes of the new name can be asked for.
  async renumber() {
    const device = newId();
    await this.change((commands, meta) => {
      let seq = 0;
      const whole = [...commands.values()].filter((command) => command.body !== null).sort((a, b) => a.order - b.order);
      for (const command of whole) Object.assign(command, { device, seq: (seq += 1), state: UNSENT });
      meta.put(device, "device");
      meta.put(seq, "seq");
      return whole.length;
    });
    this.device = device;
  }

  // Let go of what the server has had for long.
  async forget(now = Date.now()) {
    return this.change((commands, _meta, store) => {
      for (const command of commands.values()) {
        if (command.state === UNSENT || !command.settled_at) continue;
        if (now - command.settled_at > KEEP_TOMBSTONE) { store.delete(command.id); commands.delete(command.id); }
        else if (now - command.settled_at > KEEP_BODY) command.body = null;
      }
      return 0;
    });
  }

  // One transaction over all commands, or those named: read, changed, written back where something changed.
  async change(act, ids = null) {
    const transaction = this.database.transaction(["commands", "meta"], "readwrite", { durability: "strict" });
    const written = completed(transaction);
    written.catch(() => {});
    const store = transaction.objectStore("commands");
    const rows = ids ? (await Promise.all(ids.map((id) => promised(store.get(id))))).filter(Boolean) : await promised(store.getAll());
    const before = new Map(rows.map((row) => [row.id, JSON.stringify(row)]));
    const commands = new Map(rows.map((row) => [row.id, row]));
    const result = act(commands, transaction.objectStore("meta"), store);
    for (const row of commands.values()) if (before.get(row.id) !== JSON.stringify(row)) store.put(row);
    await written;
    return result;
  }

  async remember(key, value) {
    const transaction = this.database.transaction("meta", "readwrite");
    transaction.objectStore("meta").put(value, key);
    await completed(transaction);
  }

  async recall(key) { return promised(this.database.transaction("meta").objectStore("meta").get(key)); }
}

export async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// UUID version 7: time-ordered, so that the server's indexes stay compact.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let milliseconds = Date.now();
  for (let place = 5; place >= 0; place -= 1) { bytes[place] = milliseconds % 256; milliseconds = Math.floor(milliseconds / 256); }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
