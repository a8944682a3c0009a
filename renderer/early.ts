/**
 * A few lines that run before the app's own script has been read: they find out how this page comes in, and ask what a
 * session's page begins with, so that its first picture has the messages in it. The app takes both over
 * (`takeFoundEarly`, `takeEarlyAnswers`), and does without them when this comes too late. Named by `index.html`.
 */
import { askedEarly, firstQuestions } from './connection/askedEarly.ts'
import { findInBrowser } from './connection/findInBrowser.ts'
import { readBridge } from './connection/skeinBridge.ts'

const questions = firstQuestions(window.location.pathname)
// What to do with a token in the address is the app's business, and an app that is there already asks for itself.
const isOfUse = !window.location.hash.includes('token=') && window.skeinEarly === undefined
if (isOfUse) {
  const server = findServer()
  if (questions.length > 0) {
    window.skeinEarly = server
      .then((found) => (found === null ? null : askedEarly(found, questions)))
      .catch(() => null) // The app asks again, and tells what is wrong.
  }
}

/** As `findServer` of endpoint.ts, without looking closely: the app does. */
async function findServer(): Promise<{ readonly url: string; readonly token: string } | null> {
  const bridge = readBridge()
  if (bridge !== null) return bridge.endpoint()
  const { origin } = window.location
  const url = `${origin}/`
  window.skeinFound = findInBrowser(null, { url, origin })
  const found = await window.skeinFound
  return found?.isProven === true ? { url, token: found.token } : null
}
