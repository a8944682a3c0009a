/** Starts the page: finds the server, tells the stores, draws the app. Loaded by `index.html`. */
import './configureZod.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { askedEarly, firstQuestions } from './connection/askedEarly.ts'
import { findEndpoint } from './connection/endpoint.ts'
import { createHttpClient } from './connection/httpClient.ts'
import { PlainPage } from './pages/PlainPage.tsx'
import { configureStores } from './stores/connectionStore.ts'
import { strings } from './strings/strings.ts'
import './styles/app.css'

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no element with the id "root"')
const root = createRoot(place)

const endpoint = await findEndpoint()
if (endpoint) {
  const fetchEarly = askedEarly(endpoint, firstQuestions(window.location.pathname))
  const http = createHttpClient({ baseUrl: endpoint.url, token: endpoint.token, fetch: fetchEarly })
  configureStores({ endpoint, http })
  root.render(
    <StrictMode>
      <App />
    </StrictMode>
  )
} else {
  // The link of this very page was opened in this tab: only the part after # has changed.
  window.addEventListener('hashchange', () => window.location.reload())
  root.render(<PlainPage title={strings.app.noEndpoint} hint={strings.app.noEndpointHint} />)
}
