// Keeps what was typed in forms marked data-draft="key" on this device, until it is saved, the person signs out, or a day
// has gone by. Works only for a signed-in person; forms without the mark (restricted compartments) leave no trace.
// Also says beside a form when what was sent did not arrive: a page that stays as it was would look as if nothing happened.
(() => {
  const PREFIX = "fingerpost:draft:", DAY = 24 * 60 * 60 * 1000;
  const NEVER = new Set(["password", "hidden", "file", "submit", "button", "reset", "image"]);
  const owner = document.querySelector("meta[name=draft-owner]")?.content;

  const store = {
    keys: () => { try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; } },
    read: (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    write: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden: no drafts */ } },
    drop: (key) => { try { localStorage.removeItem(key); } catch { /* as above */ } },
  };
  const name = (key) => `${PREFIX}${owner}:${key}`;
  const inputs = (form) => [...form.elements].filter((input) => input.name && !NEVER.has(input.type));
  const isTick = (input) => input.type === "radio" || input.type === "checkbox";
  const value = (input) => isTick(input) ? [input.name, input.value, input.checked] : [input.name, input.value];

  function keep(form) {
    // What is for fewer readers than usual is not kept: the choice of another compartment takes the draft away.
    if (new FormData(form).get("compartment")) return store.drop(name(form.dataset.draft));
    store.write(name(form.dataset.draft), { at: Date.now(), values: inputs(form).map(value) });
  }

  function put(form, values) {
    let changed = false;
    const left = inputs(form);
    for (const [field, typed, ticked] of values) {
      const at = left.findIndex((input) => input.name === field && (ticked === undefined || input.value === typed));
      if (at < 0) continue;
      const [input] = left.splice(at, 1);
      const had = isTick(input) ? input.checked : input.value;
      if (isTick(input)) input.checked = ticked; else input.value = typed;
      changed ||= had !== (isTick(input) ? input.checked : input.value);
    }
    return changed;
  }

  function tell(form) {
    const note = document.getElementById("draft-note")?.content.firstElementChild?.cloneNode(true);
    if (!note) return;
    note.querySelector("button").addEventListener("click", () => {
      store.drop(name(form.dataset.draft));
      form.reset();
      note.remove();
      inputs(form)[0]?.focus();
    });
    form.prepend(note);
  }

  function care(form) {
    if (form.dataset.draftCared) return;
    form.dataset.draftCared = "yes";
    const draft = store.read(name(form.dataset.draft));
    // After a mistake the page shows what was sent, which is newer than the draft.
    if (draft && !form.querySelector("[aria-invalid]") && put(form, draft.values)) tell(form);
    form.addEventListener("input", () => keep(form));
    form.addEventListener("change", () => keep(form));
  }

  function each(root, selector, act) {
    if (root.matches?.(selector)) act(root);
    root.querySelectorAll(selector).forEach(act);
  }

  function look(root) {
    each(root, "[data-drafts-wipe]", (form) => form.addEventListener("submit", () => store.keys().forEach(store.drop)));
    if (!owner) return;
    each(root, "[data-draft-done]", (done) => done.dataset.draftDone.split(" ").forEach((key) => store.drop(name(key))));
    each(root, "form[data-draft]", care);
  }

  for (const key of store.keys()) if (!(Date.now() - store.read(key)?.at < DAY)) store.drop(key);
  look(document);
  document.addEventListener("htmx:load", (event) => look(event.detail.elt));

  function lost(event) {
    const note = document.getElementById("lost-note")?.content.firstElementChild?.cloneNode(true);
    if (!note || event.detail.elt.tagName !== "FORM") return;
    event.detail.elt.prepend(note);
    note.scrollIntoView({ block: "nearest" });
  }
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(name, lost);
  document.addEventListener("htmx:beforeRequest", (event) => event.detail.elt.querySelector(":scope > [data-lost]")?.remove());
})();
