// The service worker of the phone app. Files and version are written by the server; a new version asks before it takes over.
const VERSION = "field-{{ version }}";
const SHELL = "{% url 'field-app' %}";
const FILES = [{% for file in files %}"{{ file|escapejs }}", {% endfor %}];

self.addEventListener("install", (event) => event.waitUntil(store()));
async function store() {
  const cache = await caches.open(VERSION);
  await cache.addAll([SHELL, ...FILES].map((file) => new Request(file, { cache: "reload" })));
}

self.addEventListener("activate", (event) => event.waitUntil(clean()));
async function clean() {
  for (const name of await caches.keys()) if (name.startsWith("field-") && name !== VERSION) await caches.delete(name);
  await self.clients.claim();
}

self.addEventListener("message", (event) => { if (event.data === "take-over") self.skipWaiting(); });

// Only the shell and its files; never what is sent, other pages, or an answer that led somewhere else.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname === SHELL) event.respondWith(shell(request));
  else if (FILES.includes(url.pathname)) event.respondWith(file(request, url.pathname));
});

// The cached shell belongs to the cached files, so it is the one that is shown; the network is asked by the worker's own update.
async function shell(request) {
  const cache = await caches.open(VERSION);
  return (await cache.match(SHELL)) || fetch(request);
}
async function file(request, path) {
  const cache = await caches.open(VERSION);
  return (await cache.match(path)) || fetch(request);
}
