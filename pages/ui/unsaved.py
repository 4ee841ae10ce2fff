"""A question before typed text is lost: what stands in a form is not saved until its button is pressed."""

from __future__ import annotations

import streamlit as st

from itacore.wording import say

# What takes a form off the page: another page, agency, year, paper or paragraph.
LEAVING = ", ".join(
    (
        'a[href]:not([download], [target="_blank"])',
        ".st-key-pick-chosen-agency",
        ".st-key-pick-chosen-year",
        ".st-key-leave-sample",
        ".st-key-pick-paper-view",
        '[class*="st-key-open-"]',
        '[class*="st-key-edit-"]',
    )
)
# A click beside a small form, or Escape in it, closes it and forgets what was typed.
POPOVER, BESIDE = '[data-testid="stPopoverBody"]', '[data-baseweb="popover"], [role="listbox"]'
# A field counts as long as it is there with another text than when the person came to it: a saved form is drawn anew.
SCRIPT = """const found = new Map()
let stayed
export default function ({ data }) {
  const { leaving, popover, beside, question } = data
  const ending = new AbortController()
  const { signal } = ending
  const isField = (node) => node.matches?.('[data-testid="stForm"] :is(input:not([role="combobox"]), textarea)')
  function typed() {
    for (const field of found.keys()) if (!field.isConnected) found.delete(field)
    return [...found.keys()].filter((field) => field.value !== found.get(field))
  }
  function come(event) {
    if (isField(event.target) && !found.has(event.target)) found.set(event.target, event.target.value)
  }
  function wayOut({ target, type, key }) {
    const small = typed().some((field) => field.closest(popover))
    if (type === "keydown" && key === "Escape") return small && target.closest(popover)
    if (small && type !== "keydown" && !target.closest(`${popover}, ${beside}`)) return document.body
    if (type === "keydown" && (!target.matches("input") || /^(Tab|Shift)$/.test(key))) return null
    return target.closest(leaving)
  }
  function leave(event) {
    const way = event.target.closest && wayOut(event)
    if (!way || !typed().length) return
    // Streamlit's buttons repeat a press that got no answer: one question is enough.
    const again = stayed?.way === way && event.timeStamp - stayed.since < 500
    if (!again && window.confirm(question)) return typed().forEach((field) => found.set(field, field.value))
    if (!again) stayed = { way, since: performance.now() }
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  document.addEventListener("focusin", come, { capture: true, signal })
  for (const name of ["click", "keydown"])
    document.addEventListener(name, leave, { capture: true, signal })
  window.addEventListener("beforeunload", (event) => { if (typed().length) event.preventDefault() }, { signal })
  return () => ending.abort()
}"""


def ask_before_losing() -> None:
    """Ask before the person leaves a form with typed text in it; draws nothing."""
    data = {"question": say("pages", "unsaved"), "leaving": LEAVING, "popover": POPOVER, "beside": BESIDE}
    st.components.v2.component("ask_before_losing", js=SCRIPT)(key="ask-before-losing", data=data)
