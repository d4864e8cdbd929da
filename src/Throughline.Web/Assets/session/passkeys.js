import { post, token } from './forms.js'

// A form with data-passkey asks the browser for a passkey, or to make one, and then sends what it said like any other form.
const say = (form, text) => {
  let place = form.querySelector('.govuk-error-message')
  if (!place) {
    place = document.createElement('p')
    place.className = 'govuk-error-message'
    place.setAttribute('role', 'alert')
    form.prepend(place)
  }
  place.textContent = text
}

const ask = async (form) => {
  const fields = new URLSearchParams({ __RequestVerificationToken: form.elements.__RequestVerificationToken?.value ?? token() })
  const answer = await post(form.dataset.options, fields)
  if (!answer.ok) throw new Error()
  const options = await answer.json()
  return form.dataset.passkey === 'make'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
}

if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const part of document.querySelectorAll('[data-passkeys]')) part.hidden = false
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      try {
        form.elements.Credential.value = JSON.stringify((await ask(form)).toJSON())
      } catch {
        say(form, 'The passkey was not used. Try again, or choose another way.')
        return
      }
      const shared = document.querySelector('input[type=checkbox][name=SharedComputer]')
      if (shared?.checked && form.elements.SharedComputer) form.elements.SharedComputer.value = 'true'
      form.submit()
    })
  }
}
