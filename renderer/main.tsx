/** Starts the page: finds the server, tells the stores, draws the app. Loaded by `index.html`. */
import './configureZod.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { takeEarlyAnswers } from './connection/askedEarly.ts'
import { findServer, takeTokenFromAddress } from './connection/endpoint.ts'
import type { FoundServer } from './connection/endpoint.ts'
import { createHttpClient } from './connection/httpClient.ts'
import { keepToken } from './connection/keptToken.ts'
import { loadPanes } from './connection/paneStorage.ts'
import { unproven } from './connection/provenServer.ts'
import { failureOf } from './connection/requestFailure.ts'
import { openAddressed } from './pages/openSession.ts'
import { PlainPage } from './pages/PlainPage.tsx'
import { configurePanes } from './panes/paneStore.ts'
import { configureStores } from './stores/connectionStore.ts'
import { strings } from './strings/strings.ts'
import './styles/app.css'

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no element with the id "root"')
const root = createRoot(place)

/** Milliseconds a session's first picture waits for its messages: no longer than anybody sees. */
const PATIENCE_MS = 100

async function start(): Promise<void> {
  const panes = loadPanes()
  const found = await findServer()
  window.addEventListener('hashchange', () => void followLink(found))
  if (found !== null) {
    const { endpoint, server } = found
    const early = await takeEarlyAnswers()
    const http = createHttpClient({
      baseUrl: endpoint.url,
      token: endpoint.token,
      server,
      ...(early === null ? null : { fetch: early })
    })
    configureStores({ endpoint, server, http })
    configurePanes(await panes)
    // The first picture has the messages in it; who has none yet is not kept waiting.
    if (early !== null) await Promise.race([openAddressed(window.location.pathname), pause(PATIENCE_MS)])
    root.render(
      <StrictMode>
        <App />
      </StrictMode>
    )
    void server?.becomeKnown() // never rejects
  } else {
    root.render(<PlainPage title={strings.app.noEndpoint} hint={strings.app.noEndpointHint} />)
  }
}

/**
 * The link of this very page may have been opened in this tab: only the part after # has changed. What is good stays
 * in its place; a page that is not in, or does not get in any more, begins anew with it.
 */
async function followLink(found: FoundServer | null): Promise<void> {
  const token = takeTokenFromAddress()
  if (token === null || (found !== null && !(await lacksToken(found)))) return
  keepToken(token)
  window.location.reload()
}

async function lacksToken({ server }: FoundServer): Promise<boolean> {
  try {
    await server?.proven()
    return false
  } catch (thrown) {
    return failureOf(thrown).code === unproven.code
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    window.setTimeout(resolve, ms)
  })
}

void start() // whatever goes wrong in it is shown like any fault of a page
