// The words of the screen come with the shell, in the reader's language. Numbers are put in where {n} stands.

const WORDS = new Map([...document.querySelectorAll("[data-word]")].map((element) => [element.dataset.word, element.textContent]));

export function say(key, values = {}) {
  const text = WORDS.get(values.n === 1 && WORDS.has(`${key}.one`) ? `${key}.one` : key) ?? key;
  return text.replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
}

export function ages(band) {
  if (band.end === null) return { big: `${band.start}+`, small: say("years"), spoken: say("ages.over", { n: band.start }) };
  if (band.start === 0) return { big: say("under"), small: say("under.years", { n: band.end }), spoken: say("ages.under", { n: band.end }) };
  return { big: `${band.start}–${band.end - 1}`, small: say("years"), spoken: say("ages.between", { a: band.start, b: band.end - 1 }) };
}

const OSLO = { timeZone: "Europe/Oslo" };

export function clock(when) { return new Date(when).toLocaleTimeString("nb-NO", { ...OSLO, hour: "2-digit", minute: "2-digit" }).replace(":", "."); }

// Empty for today, else the weekday.
export function otherDay(when, now = Date.now()) {
  const day = (moment) => new Date(moment).toLocaleDateString("nb-NO", OSLO);
  return day(when) === day(now) ? "" : new Date(when).toLocaleDateString(document.documentElement.lang, { ...OSLO, weekday: "long" });
}

export function age(since, now = Date.now()) {
  const minutes = Math.floor((now - since) / 60_000);
  if (minutes < 1) return say("age.now");
  if (minutes < 120) return say("age.minutes", { n: minutes });
  if (minutes < 2880) return say("age.hours", { n: Math.floor(minutes / 60) });
  return say("age.days", { n: Math.floor(minutes / 1440) });
}
