// A visit on the phone: what is typed and photographed goes through the queue, results come in by themselves.
"use strict";

(() => {
  const phone = document.getElementById("ponsel"), form = document.getElementById("isian");
  const words = phone.dataset, user = words.user, notice = document.getElementById("jaringan");
  const key = form && `isian ${user} ${location.pathname}${new URL(form.action).search}`;
  const dirtyNames = new Set(["versi", "kirim", "diisi"]);
  let draft = null, leaving = false, later;
  document.documentElement.classList.add("script");

  const say = text => { notice.textContent = text; notice.hidden = !text; };

  const moment = () => {
    const at = new Date(), ahead = -at.getTimezoneOffset(), two = n => String(Math.trunc(Math.abs(n))).padStart(2, "0");
    return `${new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 19)}${ahead < 0 ? "-" : "+"}${two(ahead / 60)}:${two(ahead % 60)}`;
  };

  // --- the form -----------------------------------------------------------------------------------------------
  const remember = async state => {
    draft = draft || { key, user, id: Queue.newId(), made: Date.now(), title: form.dataset.tempat };
    form.elements.kirim.value = draft.id;
    form.elements.diisi.value = moment();
    draft = { ...draft, url: form.action, page: location.href, state: state || draft.state || "draf", edited: Queue.newId(), fields: [...new FormData(form)] };
    await Queue.put(draft);
  };

  const refill = fields => {
    const seen = {};
    for (const control of form.elements) {
      if (!control.name || control.type === "file") continue;
      if (control.type === "radio" || control.type === "checkbox") {
        control.checked = fields.some(([name, value]) => name === control.name && value === control.value);
        continue;
      }
      const values = fields.filter(([name]) => name === control.name);
      const nth = seen[control.name] = (seen[control.name] ?? -1) + 1;
      if (values[nth]) control.value = values[nth][1];
      if (control.value && control.name.startsWith("suku_")) control.closest("details").open = true;
    }
  };

  const submit = async event => {
    event.preventDefault();
    clearTimeout(later); // else it would be kept once more as typed further, and stay after it was sent
    await remember("menunggu");
    const result = await Queue.flush(user);
    const left = await Queue.get(key);
    if (!left) { leaving = true; location.reload(); return; }
    if (left.state === "ditolak") { // the server's own page shows what is wrong, with everything typed in it
      leaving = true;
      await Queue.put({ ...left, state: "draf" });
      form.submit();
      return;
    }
    say(result === "login" ? words.login : words.offline);
  };

  const startForm = async () => {
    const alerted = document.querySelector("main [role=alert]");
    draft = await Queue.get(key) || null;
    if (draft && alerted) { // shown again by the server: what stands there is what was typed, on a newer version
      draft = { ...draft, fields: [...new FormData(form)] };
      await Queue.put(draft);
    } else if (draft) {
      refill(draft.fields);
      say(draft.state === "menunggu" ? words.kept : words.draft);
    }
    form.addEventListener("input", event => {
      if (event.target.type === "file" || dirtyNames.has(event.target.name)) return;
      clearTimeout(later);
      later = setTimeout(() => leaving || remember(), 250);
    });
    form.addEventListener("submit", submit);
    window.addEventListener("pagehide", () => { if (draft && !leaving) clearTimeout(later); });
  };

  // --- photos -------------------------------------------------------------------------------------------------
  const queuePhoto = async (file, url, phase, device, caption) => {
    const id = Queue.newId();
    const fields = [["kirim", id], ["fase", phase], ["perangkat", device], ["keterangan", caption], ["diambil", new Date(file.lastModified || Date.now()).toISOString()]];
    await Queue.put({ key: `foto ${id}`, user, url, page: location.href, made: Date.now(), state: "menunggu", edited: id, file, fields, device, phase, title: device || phone.nextElementSibling?.dataset?.tempat || "" });
    return Queue.flush(user);
  };

  const startPhotos = () => {
    for (const input of document.querySelectorAll("input[data-fase]")) {
      input.addEventListener("change", async () => {
        const [file] = input.files, device = input.closest("[data-perangkat]").dataset.perangkat;
        input.value = "";
        if (file) await queuePhoto(file, form.dataset.foto, input.dataset.fase, device, "");
      });
    }
    const own = document.getElementById("foto");
    if (own) own.addEventListener("submit", async event => {
      event.preventDefault();
      const [file] = own.elements.foto.files;
      const result = await queuePhoto(file, own.action, own.elements.fase.value, own.elements.perangkat.value, own.elements.keterangan.value);
      if (result === "sent") { location.reload(); return; }
      own.elements.foto.value = own.elements.keterangan.value = "";
    });
  };

  // --- what waits ---------------------------------------------------------------------------------------------
  const line = entry => {
    const item = document.createElement("li"), label = document.createElement("a"), state = document.createElement("span");
    label.href = entry.page;
    label.textContent = [entry.title, entry.phase && words[entry.phase]].filter(Boolean).join(", ");
    state.textContent = entry.state === "ditolak" ? `${words.refused}: ${entry.why}` : words.kept;
    item.append(label, state);
    if (entry.file) {
      const picture = document.createElement("img"), address = URL.createObjectURL(entry.file);
      picture.src = address; picture.alt = ""; picture.width = 96;
      picture.onload = picture.onerror = () => URL.revokeObjectURL(address);
      item.prepend(picture);
    }
    if (entry.state === "ditolak") {
      const drop = document.createElement("button");
      drop.type = "button"; drop.className = "button second"; drop.textContent = words.drop;
      drop.onclick = () => confirm(words.sure) && Queue.remove(entry.key);
      item.append(drop);
    }
    return item;
  };

  const showQueue = async () => {
    const entries = (await Queue.all()).filter(entry => entry.user === user && entry.state !== "draf");
    const list = document.getElementById("antrean");
    list.replaceChildren(...entries.map(line));
    list.hidden = !entries.length;
    phone.dataset.antre = entries.length;
  };

  const sendWaiting = async () => {
    const before = key && (await Queue.get(key))?.state === "menunggu";
    const waits = (await Queue.all()).some(entry => entry.user === user && entry.state === "menunggu");
    if (!waits) { if (navigator.onLine && notice.textContent === words.offline) say(""); return; }
    const result = await Queue.flush(user);
    if (result === "login") say(words.login);
    else if (result === "later") say(words.offline);
    else if (before && !await Queue.get(key)) location.reload();
    else if (notice.textContent === words.offline || !document.querySelector("#antrean li")) say("");
  };

  // --- results, and pages for the way -------------------------------------------------------------------------
  const startResults = () => {
    const source = new EventSource(form.dataset.hasil);
    source.onmessage = event => {
      for (const [device, html] of Object.entries(JSON.parse(event.data))) {
        const place = document.querySelector(`[data-otomatis="${CSS.escape(device)}"]`);
        if (place) place.innerHTML = html; // escaped by the server's template
      }
    };
  };

  const keepPages = async () => {
    await navigator.serviceWorker.register("/pekerja.js");
    const worker = await navigator.serviceWorker.ready;
    const pages = [location.href, ...[...document.querySelectorAll("a[data-simpan]")].map(link => link.href)];
    const parts = [...document.querySelectorAll("script[src],link[rel=stylesheet]")].map(part => part.src || part.href);
    worker.active.postMessage({ pages, parts });
  };

  window.addEventListener("antrean", showQueue);
  window.addEventListener("online", sendWaiting);
  window.addEventListener("offline", () => say(words.offline));
  if (!navigator.onLine) say(words.offline);
  if (form && !form.querySelector(".whole:disabled")) startForm();
  startPhotos();
  if (form && window.EventSource) startResults();
  if ("serviceWorker" in navigator) keepPages();
  showQueue().then(sendWaiting);
  setInterval(() => document.hidden || sendWaiting(), 15000);
})();
