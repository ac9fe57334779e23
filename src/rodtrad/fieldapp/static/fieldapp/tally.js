// What the presses of a round add up to. Pure functions over commands as the outbox holds them.

export const GENDERS = ["W", "M", "U"];

export function taps(commands, round, number) {
  return commands
    .filter((command) => command.kind === "TAP" && command.round === round && command.body !== null)
    .map((command) => ({ ...JSON.parse(command.body), id: command.id, state: command.state }))
    .filter((tap) => tap.number === number);
}

export function counted(all, band, gender) {
  return all.filter((tap) => tap.band === band && tap.gender === gender).reduce((sum, tap) => sum + tap.delta, 0);
}

export function total(all) { return all.reduce((sum, tap) => sum + tap.delta, 0); }

// The last press that is neither an undoing nor undone.
export function undoable(all) {
  const undone = new Set(all.map((tap) => tap.undoes).filter(Boolean));
  return all.findLast((tap) => !tap.undoes && !undone.has(tap.id));
}

export function isFinished(commands, round) {
  return commands.some((command) => command.kind === "FINISH" && command.round === round);
}

// Rounds that were begun on this phone, newest first, with what is counted and what is not sent.
export function ownRounds(commands) {
  const rounds = new Map();
  for (const command of commands) {
    if (!command.round || command.body === null) continue;
    const body = JSON.parse(command.body);
    const round = rounds.get(command.round) ?? { id: command.round, zone: body.zone, name: body.name, slot: body.slot, planned: body.planned, began: command.captured_at, persons: 0, unsent: 0, oldest: null, finished: false };
    if (command.kind === "TAP") round.persons += body.delta;
    if (command.kind === "FINISH") round.finished = true;
    if (command.state === 0) { round.unsent += 1; round.oldest ??= command.captured_at; }
    rounds.set(command.round, round);
  }
  return [...rounds.values()].reverse();
}
