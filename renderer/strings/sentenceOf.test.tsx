import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => {
  document.documentElement.lang = 'de'
  vi.resetModules() // the language is chosen as the modules load
})

afterEach(() => {
  cleanup()
  document.documentElement.lang = 'en'
  vi.resetModules()
})

const torn = {
  code: 'transcript_torn',
  message: 'The last line of the transcript of “Build” had been cut off.',
  parameters: { title: 'Build' }
}

it('a German window tells a problem in German', async () => {
  const { AppProblems } = await import('../pages/AppProblems.tsx')
  const { useSettingsStore } = await import('../stores/settingsStore.ts')
  useSettingsStore.setState({ problems: [torn] })
  render(<AppProblems />)
  expect(screen.getByRole('status')).toHaveTextContent(
    /^Die letzte Zeile im Transkript der Sitzung „Build“ war/u
  )
})

it('what an agent said of it stands behind the sentence of the page', async () => {
  const { inOurWords } = await import('./sentenceOf.ts')
  const died = {
    code: 'agent_died',
    message: 'English.',
    said: 'out of memory',
    parameters: { how: 'ended' }
  }
  expect(inOurWords(died)).toEqual({
    ...died,
    message:
      'Claude Code hat mitten in der Arbeit aufgehört (seine Ausgabe endete). Sende noch einmal: Ein neuer Prozess macht weiter, wo dieser war. Die Meldung: out of memory'
  })
})

it('a code the page does not know, or parameters that did not come, leave the words of the server', async () => {
  const { sentenceOf } = await import('./sentenceOf.ts')
  for (const code of ['of_a_newer_server', 'toString', 'transcript_torn'])
    expect(sentenceOf({ code, message: 'As it came.' })).toBe('As it came.')
})

it('an answer of the server that refuses is told in German', async () => {
  const { createHttpClient } = await import('../connection/httpClient.ts')
  const refused = { code: 'not_a_folder', message: 'English.' }
  const headers = {
    'Skein-Parameters': encodeURIComponent(JSON.stringify({ why: 'file', path: '/x/ü' }))
  }
  const client = createHttpClient({
    baseUrl: 'http://127.0.0.1:1/',
    token: 't',
    fetch: () => Promise.resolve(new Response(JSON.stringify({ error: refused }), { status: 400, headers }))
  })
  await expect(client.createProject('/x/y')).rejects.toThrow(
    '„/x/ü“ ist eine Datei. Öffne den Ordner, in dem sie liegt.'
  )
})
