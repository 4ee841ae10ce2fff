// A table of plain fields, so that no keystroke is lost, with the keys and the paste of a spreadsheet.
const DELAY = 250 // ms after the last keystroke

function build(host, state, data) {
  const make = (tag, parent, text, attributes = {}) => {
    const element = parent.appendChild(document.createElement(tag))
    if (text) element.textContent = text
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    return element
  }
  host.replaceChildren()
  const many = data.years.length > 2
  host.classList.toggle("many", many)
  const table = make("table", host)
  if (many) table.style.width = `${12.9 + 4.6 * data.years.length}rem`
  make("caption", table, data.caption)
  const head = make("tr", make("thead", table))
  make("th", head, data.corner, { scope: "col" })
  for (const year of data.years) make("th", head, year.label, { scope: "col", class: "figure" })
  for (const section of data.sections) {
    const body = make("tbody", table)
    if (section.title)
      make(
        "span",
        make("th", make("tr", body, "", { class: "section" }), "", {
          scope: "rowgroup",
          colspan: data.years.length + 1,
        }),
        section.title,
      )
    for (const row of section.rows) {
      const line = make("tr", body)
      const name = make("th", line, "", { scope: "row" })
      make("span", name, row.mark, { class: "mark" })
      make("span", name, row.name)
      if (row.hint) make("small", name, row.hint)
      for (const year of data.years) {
        const cell = make("td", line)
        if (!row.years.includes(year.year)) continue
        const key = `${row.code}|${year.year}`
        const held = data.cells[key] ?? ""
        const names = { "data-cell": key, "aria-label": `${row.spoken} ${year.label}` }
        const choices = row.code === "rating" ? year.levels : null
        const field = make(choices ? "select" : "input", cell, "", names)
        if (choices) {
          const known = choices.includes(held) || !held ? choices : [...choices, held]
          for (const level of ["", ...known]) make("option", field, level || data.unknown, { value: level })
        } else {
          field.autocomplete = "off"
          field.maxLength = 80
          if (row.code !== "rank-group") field.inputMode = "decimal"
          else field.classList.add("words")
        }
        field.value = held
      }
    }
  }
  state.version = data.version
  state.sent = JSON.stringify(texts(host))
}

function texts(host) {
  const filled = [...host.querySelectorAll("[data-cell]")].filter((field) => field.value)
  return Object.fromEntries(filled.map((field) => [field.dataset.cell, field.value]))
}

function step(host, field, down) {
  const year = field.dataset.cell.split("|")[1]
  const column = [...host.querySelectorAll(`[data-cell$="|${year}"]`)]
  const next = column[column.indexOf(field) + down]
  next?.focus()
  next?.select?.()
}

function listen(host, state) {
  const send = () => {
    clearTimeout(state.timer)
    const cells = texts(host)
    const now = JSON.stringify(cells)
    if (now === state.sent) return
    state.sent = now
    state.api.setStateValue("typed", { version: state.version, cells })
  }
  host.addEventListener("input", () => {
    clearTimeout(state.timer)
    state.timer = setTimeout(send, DELAY)
  })
  host.addEventListener("change", send)
  host.addEventListener("focusout", send)
  host.addEventListener("keydown", (event) => {
    const field = event.target
    if (!field.dataset?.cell || event.isComposing) return
    const arrows = field.tagName === "INPUT" ? { ArrowDown: 1, ArrowUp: -1 } : {}
    const down = { Enter: event.shiftKey ? -1 : 1, ...arrows }[event.key]
    if (!down) return
    event.preventDefault()
    if (event.ctrlKey || event.metaKey) {
      send()
      if (event.key === "Enter") state.api.setTriggerValue("finished", Date.now())
    } else step(host, field, down)
  })
  host.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? ""
    if (!event.target.dataset?.cell || !/[\t\r\n]/.test(text.trim())) return
    event.preventDefault()
    send()
    state.api.setTriggerValue("pasted", { text: text.slice(0, 150000), cell: event.target.dataset.cell })
  })
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const host = parentElement.querySelector(".typing")
  const state = (host.state ??= { version: null, timer: 0, sent: "", api: null })
  if (!state.api) listen(host, state)
  state.api = { setStateValue, setTriggerValue }
  if (state.version !== data.version) {
    clearTimeout(state.timer)
    const active = host.getRootNode().activeElement?.dataset?.cell
    build(host, state, data)
    if (active) host.querySelector(`[data-cell="${active}"]`)?.focus()
  }
  for (const field of host.querySelectorAll("[data-cell]")) {
    const fault = data.faults[field.dataset.cell]
    field.setAttribute("aria-invalid", fault?.faulty ? "true" : "false")
    field.classList.toggle("doubtful", Boolean(fault && !fault.faulty))
    field.title = fault?.text ?? ""
  }
}
