import { saveDrafts } from './drafts.js'
import { fieldsOf, post, typed } from './forms.js'

// Locks the page when nobody has touched it for as long as the server allows, and keeps what was being typed first.
// The server locks by itself: this only makes it visible in time, and tells the server that somebody is typing.
const minutes = Number(document.querySelector('meta[name="throughline-idle-minutes"]')?.content)

// Where a form leads, without what only brings words back.
const aim = (form) => {
  const to = new URL(form.getAttribute('action') || location.href, location.href)
  to.searchParams.delete('kept')
  return to.pathname + to.search
}

const keepOne = async (form) => {
  const fields = fieldsOf(form)
  fields.append('__Form', String([...document.forms].indexOf(form)))
  fields.append('__Path', aim(form))
  try {
    const answer = await post('/drafts?handler=Keep', fields)
    return answer.ok ? (await answer.json()).id : null
  } catch {
    return null
  }
}

const keep = async () => {
  await saveDrafts()
  const forms = [...document.forms].filter((form) => typed.has(form) && !form.dataset.draft && form.method === 'post')
  return (await Promise.all(forms.map(keepOne))).filter(Boolean)
}

const lock = async () => {
  const here = new URL(location.href)
  here.searchParams.delete('kept')
  for (const id of await keep()) here.searchParams.append('kept', id)
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

// After unlocking, gives the words back to the forms they were typed into. Hidden fields stay as the page has them, but for those that a script
// fills (data-filled). Says whether everything found its place.
const choice = (input) => ['radio', 'checkbox'].includes(input.type)
const fill = (form, fields) => {
  const inputs = [...form.elements].filter((input) => input.name && input.type !== 'file' && input.type !== 'submit')
  for (const input of inputs.filter(choice)) input.checked = fields.some(({ name, value }) => name === input.name && value === input.value)
  const seen = new Map()
  let whole = true
  for (const { name, value } of fields) {
    const named = inputs.filter((input) => input.name === name)
    if (named.some((input) => choice(input) ? input.value === value : input.type === 'hidden' && !('filled' in input.dataset))) continue
    const input = named.filter((one) => !choice(one))[seen.get(name) ?? 0]
    seen.set(name, (seen.get(name) ?? 0) + 1)
    if (!input) {
      whole = false
      continue
    }
    if (input.value !== value) input.closest('details')?.setAttribute('open', '')
    input.value = value
  }
  form.dispatchEvent(new Event('tl-filled'))
  return whole
}

// Several forms of a page may lead to one address, each for another thing, which its hidden fields name. The page may hold others by now.
const isAbout = (form, fields) => [...form.elements].every(({ type, name, value, dataset }) =>
  type !== 'hidden' || 'filled' in dataset || /(^|\.)Version$/.test(name) || !fields.some((field) => field.name === name) ||
  fields.some((field) => field.name === name && field.value === value))

const sayWhere = (id) => {
  const link = document.createElement('a')
  link.className = 'govuk-link'
  link.href = `/kept/${id}`
  link.textContent = 'See everything you typed'
  const note = document.createElement('p')
  note.className = 'govuk-inset-text'
  note.setAttribute('role', 'status')
  note.append('Some of what you typed has no place on this page now. ', link)
  document.getElementById('main-content').prepend(note)
}

const giveBack = async (id) => {
  const answer = await fetch(`/kept/${id}?handler=Fields`).catch(() => null)
  if (!answer?.ok) return
  const { form: index, path, fields } = await answer.json()
  const form = [document.forms[index], ...document.forms].find((one) => one?.method === 'post' && aim(one) === path && isAbout(one, fields))
  if (!form || !fill(form, fields)) sayWhere(id)
  if (form) typed.add(form)
}

const ids = new URL(location.href).searchParams.getAll('kept').filter((id) => /^[0-9a-f-]{36}$/.test(id))
if (ids.length > 0) {
  for (const id of ids) await giveBack(id)
  const clean = new URL(location.href)
  clean.searchParams.delete('kept')
  history.replaceState(null, '', clean)
}
