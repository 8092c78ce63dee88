// What was typed and photographed stays on the phone until the office has it: a queue in IndexedDB.
//
// Each entry has an id made here; the server records an id once, so sending twice loses and doubles nothing.
// A page tells its reader about entries by listening for "antrean" on the window.
"use strict";

const Queue = (() => {
  const STORE = "antrean", LONGEST_PX = 1600, MOST_BYTES = 15 * 1024 * 1024, PATIENCE_MS = 120000;
  let opened;

  const open = () => opened ||= new Promise((done, fail) => {
    const asked = indexedDB.open("netmaintd", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });

  const run = async (mode, work) => {
    const transaction = (await open()).transaction(STORE, mode);
    const asked = work(transaction.objectStore(STORE));
    return new Promise((done, fail) => {
      transaction.oncomplete = () => done(asked.result);
      transaction.onerror = transaction.onabort = () => fail(transaction.error);
    });
  };

  const tell = () => window.dispatchEvent(new Event("antrean"));
  const get = key => run("readonly", store => store.get(key));
  const all = () => run("readonly", store => store.getAll());
  const put = async entry => { await run("readwrite", store => store.put(entry)); tell(); };
  const remove = async key => { await run("readwrite", store => store.delete(key)); tell(); };
  const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, "0")).join("");

  // The part of a JPEG in which cameras write time and place; a picture drawn anew has none.
  const exifOf = bytes => {
    const view = new DataView(bytes);
    if (view.byteLength < 12 || view.getUint16(0) !== 0xffd8) return null;
    for (let at = 2; at + 10 < view.byteLength && view.getUint8(at) === 0xff;) {
      const length = view.getUint16(at + 2);
      if (view.getUint16(at) === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return bytes.slice(at + 4, at + 2 + length);
      at += 2 + length;
    }
    return null;
  };

  const hex = buffer => [...new Uint8Array(buffer)].map(b => b.toString(16).padStart(2, "0")).join("");

  // Smaller where this phone can do it; as it is where it cannot. The original is in the queue already.
  const prepare = async entry => {
    const bytes = await entry.file.arrayBuffer();
    const made = { exif: exifOf(bytes), asal: crypto.subtle ? hex(await crypto.subtle.digest("SHA-256", bytes)) : "" };
    try {
      const picture = await createImageBitmap(new Blob([bytes], { type: entry.file.type }), { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
      if (scale < 1 || entry.file.size > 1500000) {
        const canvas = document.createElement("canvas");
        canvas.width = Math.round(picture.width * scale);
        canvas.height = Math.round(picture.height * scale);
        canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
        const small = await new Promise(done => canvas.toBlob(done, "image/jpeg", 0.85));
        if (small) return { ...entry, ...made, file: small, prepared: true };
      }
    } catch { /* the server judges it */ }
    return { ...entry, asal: made.asal, exif: null, prepared: true };
  };

  const body = entry => {
    const form = new (entry.file ? FormData : URLSearchParams)();
    for (const [name, value] of entry.fields) form.append(name, value);
    if (entry.file) {
      form.append("foto", entry.file, "foto");
      if (entry.exif) form.append("exif", new Blob([entry.exif]), "exif");
      if (entry.asal) form.append("asal", entry.asal);
    }
    return form;
  };

  // "sent", "login" (ask to log in), "later" (no network, or the office is ill), or the answer of a refusal.
  const send = async entry => {
    let answer, said = null;
    try {
      answer = await fetch(entry.url, {
        method: "POST", body: body(entry), headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if ((answer.headers.get("content-type") || "").includes("json")) said = await answer.json();
    } catch { return "later"; }
    if (said && said.tercatat) return "sent";
    if (answer.status === 401 || answer.redirected) return "login";
    if (answer.status >= 500 || answer.status === 429 || answer.ok) return "later";
    return { status: answer.status, why: said && said.kalimat ? said.kalimat.join(" ") : String(answer.status) };
  };

  const deliver = async entry => {
    if (entry.file && !entry.prepared) {
      entry = await prepare(entry);
      await put(entry);
    }
    if (entry.file && entry.file.size > MOST_BYTES) return { status: 413, why: "> 15 MB" };
    return send(entry);
  };

  // Sends everything that waits, oldest first, from one page at a time; returns how the last one went.
  const flush = user => {
    const work = async () => {
      let result = "sent";
      const waiting = (await all()).filter(e => e.user === user && e.state === "menunggu").sort((a, b) => a.made - b.made);
      for (const entry of waiting) {
        result = await deliver(entry);
        if (result === "later" || result === "login") break;
        const now = await get(entry.key);
        if (!now) continue;
        if (result !== "sent") await put({ ...now, state: "ditolak", status: result.status, why: result.why });
        else if (now.edited === entry.edited) await remove(entry.key); // typed further meanwhile: it stays, and goes next
      }
      tell();
      return result;
    };
    return navigator.locks ? navigator.locks.request("antrean", work) : work();
  };

  return { get, all, put, remove, newId, flush };
})();
