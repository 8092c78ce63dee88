// Keeps the pages of visits for places without a network. Only reads: what is sent goes through the page's queue.
"use strict";

const PAGES = "halaman-1", PARTS = "bagian-1", PATIENCE_MS = 5000, HOME = "/kunjungan";
const isVisit = url => url.pathname === HOME || url.pathname.startsWith(`${HOME}/`);
const isPart = url => url.pathname.startsWith("/static/");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== PAGES && name !== PARTS) await caches.delete(name);
  await self.clients.claim();
})()));

// A page that led elsewhere (to the login) or says that something is wrong is not what is to be kept.
const keep = async (cache, request, answer) => {
  if (answer.ok && !answer.redirected) await (await caches.open(cache)).put(request, answer.clone());
  return answer;
};

const fromNetwork = (request, cache) => {
  const asked = fetch(request).then(answer => keep(cache, request, answer));
  const tired = new Promise((_done, fail) => setTimeout(() => fail(new Error("slow")), PATIENCE_MS));
  return Promise.race([asked, tired]);
};

const networkFirst = async (request, cache) => {
  try {
    return await fromNetwork(request, cache);
  } catch (error) {
    const kept = await caches.match(request) || (request.mode === "navigate" && await caches.match(HOME));
    if (kept) return kept;
    throw error;
  }
};

self.addEventListener("fetch", event => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === "/keluar") event.waitUntil(caches.delete(PAGES));
  if (request.method !== "GET" || url.pathname.endsWith("/hasil")) return;
  if (isPart(url)) event.respondWith(networkFirst(request, PARTS));
  else if (isVisit(url)) event.respondWith(networkFirst(request, PAGES));
});

self.addEventListener("message", event => event.waitUntil((async () => {
  const store = async (address, cache) => {
    try { await keep(cache, address, await fetch(address, { credentials: "same-origin" })); } catch { /* next time */ }
  };
  for (const page of event.data.pages) if (isVisit(new URL(page))) await store(page, PAGES);
  for (const part of event.data.parts) if (isPart(new URL(part))) await store(part, PARTS);
})()));
