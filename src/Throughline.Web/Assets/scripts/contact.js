// <form data-keep-trying="/where/next"> is sent until it is acknowledged. It carries one key, so that a save whose answer was lost is not made twice.
// Nothing is kept on the device: the words stay on the page, which says how they stand.
const wait = 4000

for (const form of document.querySelectorAll('form[data-keep-trying]')) {
  const state = form.querySelector('[data-saved-state]')
  const button = form.querySelector('button')
  const say = (text) => { if (state.textContent !== text) state.textContent = text }
  let sending = false
  let waiting

  const send = async () => {
    if (sending) return
    sending = true
    clearTimeout(waiting)
    say('Saving…')
    try {
      const answer = await fetch(form.action || location.href, { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual' })
      if (answer.type === 'opaqueredirect') {
        say('Saved')
        location.assign(form.dataset.keepTrying)
        return
      }
      // Something has to be put right: the page says what.
      form.submit()
    } catch {
      say('Not saved yet: there is no signal. Keep this page open. We keep trying.')
      waiting = setTimeout(send, wait)
    } finally {
      sending = false
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    button.blur()
    send()
  })
  window.addEventListener('online', () => { if (waiting) send() })
}
