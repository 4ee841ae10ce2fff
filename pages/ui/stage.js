// Turns the slides of the page, as a presenter's keys and the bar ask for. Slides are shown by a rule of style, which
// a later drawing of the page cannot lose; all listeners go when the page goes.
export default function (component) {
  const { parentElement, data } = component
  parentElement.stop?.()
  const find = (name) => parentElement.querySelector(`[data-part="${name}"]`)
  const [previous, next, full, count, told] = ["previous", "next", "full", "count", "told"].map(find)
  const last = data.titles.length
  const rule = document.head.appendChild(document.createElement("style"))
  const ending = new AbortController()
  let at = 0

  function show(number) {
    at = Math.min(Math.max(Math.trunc(number), 1), last)
    rule.textContent = `@media screen{[class*="st-key-slide-"]{visibility:hidden!important}
      .st-key-slide-${at}{visibility:visible!important}}`
    count.textContent = `${at} / ${last}`
    told.textContent = `${at} / ${last} ${data.titles[at - 1]}`
    previous.disabled = at === 1
    next.disabled = at === last
    const address = new URL(location.href)
    address.searchParams.set("slide", at)
    history.replaceState(history.state, "", address)
  }
  function nameFull() {
    full.textContent = document.fullscreenElement ? data.window : data.full
  }
  function turnFull() {
    if (document.fullscreenElement) document.exitFullscreen()
    else document.documentElement.requestFullscreen().catch(() => {})
  }
  function leave() {
    if (document.fullscreenElement) document.exitFullscreen()
    else document.querySelector(".st-key-leave-stage button")?.click()
  }
  const turns = {
    ArrowRight: () => show(at + 1), PageDown: () => show(at + 1), " ": () => show(at + 1),
    ArrowLeft: () => show(at - 1), PageUp: () => show(at - 1),
    Home: () => show(1), End: () => show(last),
    f: turnFull, Escape: leave,
  }
  function press(event) {
    const turn = turns[event.code === "KeyF" ? "f" : event.key] // the key of F writes another letter in Thai
    if (!turn || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === " " && event.composedPath()[0].tagName === "BUTTON") return
    event.preventDefault()
    turn()
  }

  previous.textContent = data.previous
  next.textContent = data.next
  find("bar").setAttribute("aria-label", data.name)
  find("bar").title = data.keys
  const { signal } = ending
  previous.addEventListener("click", () => show(at - 1), { signal })
  next.addEventListener("click", () => show(at + 1), { signal })
  full.addEventListener("click", turnFull, { signal })
  document.addEventListener("keydown", press, { signal })
  document.addEventListener("fullscreenchange", nameFull, { signal })
  nameFull()
  show(Number(new URL(location.href).searchParams.get("slide")) || 1)
  find("bar").focus({ preventScroll: true })

  parentElement.stop = () => {
    ending.abort()
    rule.remove()
  }
  return () => {
    parentElement.stop()
    if (document.fullscreenElement) document.exitFullscreen()
  }
}
