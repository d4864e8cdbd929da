import { saveDrafts } from './drafts.js'
import { fieldsOf, post, typed } from './forms.js'

// Locks the page when nobody has touched it for as long as the server allows, and keeps what was being typed first.
// The server locks by itself: this only makes it visible in time, and tells the server that somebody is typing.
const minutes = Number(document.querySelector('meta[name="throughline-idle-minutes"]')?.content)

const keep = async () => {
  await saveDrafts()
  const form = [...document.forms].find((candidate) => typed.has(candidate) && !candidate.dataset.draft && candidate.method === 'post')
  if (!form) return null
  const fields = fieldsOf(form)
  fields.append('__Form', String([...document.forms].indexOf(form)))
  try {
    const answer = await post('/drafts?handler=Keep', fields)
    return answer.ok ? (await answer.json()).id : null
  } catch {
    return null
  }
}

const lock = async () => {
  const here = new URL(location.href)
  here.searchParams.delete('kept')
  const kept = await keep()
  if (kept) here.searchParams.set('kept', kept)
  const back = here.pathname + here.search
  try {
    await fetch('/locked?handler=Lock', { method: 'POST', body: new URLSearchParams({ __RequestVerificationToken: document.querySelector('[name="__RequestVerificationToken"]').value }), redirect: 'manual' })
  } finally {
    location.replace('/locked?returnUrl=' + encodeURIComponent(back))
  }
}

if (minutes) {
  const limit = minutes * 60_000 - 10_000
  let touched = Date.now()
  let told = Date.now()
  let locking = false
  const lockOnce = () => { if (!locking) { locking = true; lock() } }
  for (const kind of ['pointerdown', 'keydown', 'scroll', 'input']) {
    document.addEventListener(kind, () => { touched = Date.now() }, { passive: true, capture: true })
  }
  setInterval(async () => {
    if (Date.now() - touched >= limit) {
      lockOnce()
    } else if (touched > told && Date.now() - told > limit / 4) {
      told = Date.now()
      const answer = await fetch('/drafts', { redirect: 'manual' }).catch(() => null)
      if (answer?.status === 401) lockOnce()
    }
  }, 1000)

  // Escape twice hides the page at once: somebody has come in.
  let escaped = 0
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    if (event.timeStamp - escaped < 600) lockOnce()
    escaped = event.timeStamp
  })
}

// After unlocking, gives the words back to the form they were typed into.
const id = new URL(location.href).searchParams.get('kept')
if (id && /^[0-9a-f-]{36}$/.test(id)) {
  const answer = await fetch(`/kept/${id}?handler=Fields`).catch(() => null)
  if (answer?.ok) {
    const { form: index, fields } = await answer.json()
    const form = document.forms[index]
    const seen = new Map()
    for (const { name, value } of fields) {
      const inputs = [...form?.elements ?? []].filter((input) => input.name === name && input.type !== 'hidden')
      const choice = inputs.find((input) => ['radio', 'checkbox'].includes(input.type) && input.value === value)
      if (choice) {
        choice.checked = true
      } else {
        const input = inputs.filter((one) => !['radio', 'checkbox', 'file', 'submit'].includes(one.type))[seen.get(name) ?? 0]
        if (input) input.value = value
        seen.set(name, (seen.get(name) ?? 0) + 1)
      }
    }
    if (form) typed.add(form)
    const clean = new URL(location.href)
    clean.searchParams.delete('kept')
    history.replaceState(null, '', clean)
  }
}
