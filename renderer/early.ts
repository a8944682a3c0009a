/**
 * A few lines that run before the app's own script has been read: they ask what a session's page begins with, so that
 * its first picture has the messages in it. The app takes the answers over (`takeEarlyAnswers`), and does without
 * them when this comes too late. Named by `index.html`.
 */
import { askedEarly, firstQuestions } from './connection/askedEarly.ts'
import { readKeptToken } from './connection/keptToken.ts'
import { readBridge } from './connection/skeinBridge.ts'

const questions = firstQuestions(window.location.pathname)
// A token in the address is newer than the one that is kept, and an app that is there already asks for itself.
const isOfUse = !window.location.hash.includes('token=') && window.skeinEarly === undefined
if (questions.length > 0 && isOfUse) {
  window.skeinEarly = findServer()
    .then((server) => (server === null ? null : askedEarly(server, questions)))
    .catch(() => null) // The app asks again, and tells what is wrong.
}

/** As `findEndpoint`, without changing the address and without looking closely: the app does both. */
async function findServer(): Promise<{ readonly url: string; readonly token: string } | null> {
  const bridge = readBridge()
  if (bridge !== null) return bridge.endpoint()
  const token = readKeptToken()
  return token === null ? null : { url: `${window.location.origin}/`, token }
}
