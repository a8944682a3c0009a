/**
 * Asks what the first view will ask for while the app is still being read, so that the answers are there when they
 * are wanted. Begun by early.ts, taken over by main.tsx.
 */
import { addressed } from '../../shared/address.ts'
import type { Endpoint } from './endpoint.ts'

declare global {
  interface Window {
    /** From early.ts to main.tsx; null when nothing could be asked. */
    skeinEarly?: Promise<typeof fetch | null>
  }
}

/** Milliseconds after which an answer is old: whoever asks then asks anew. */
const FRESH_MS = 3_000

/** Paths of the requests that a session's page begins with; none for any other page. */
export function firstQuestions(pathname: string): readonly string[] {
  const { projectId, sessionId } = addressed(pathname)
  if (projectId === null || sessionId === null) return []
  const sessions = `/api/projects/${encodeURIComponent(projectId)}/sessions`
  const session = `${sessions}/${encodeURIComponent(sessionId)}`
  return [`${session}/messages`, session, sessions, '/api/projects']
}

/** A `fetch` that gives each answer out once, to the first that puts the same question; any other goes its way. */
export function askedEarly(
  { url, token }: Endpoint,
  paths: readonly string[],
  send: typeof fetch = (input, init) => fetch(input, init),
  now: () => number = () => performance.now()
): typeof fetch {
  const askedAt = now()
  const answers = new Map<string, Promise<Response>>()
  for (const path of paths) {
    const answer = send(new URL(path, url).href, { headers: { Authorization: `Bearer ${token}` } })
    answer.catch(() => undefined) // told to whoever asks for it
    answers.set(new URL(path, url).href, answer)
  }
  return (input, init) => {
    const answer = typeof input === 'string' && init?.method === 'GET' ? answers.get(input) : undefined
    if (answer === undefined || typeof input !== 'string') return send(input, init)
    answers.delete(input)
    return now() - askedAt > FRESH_MS ? send(input, init) : orAborted(answer, init?.signal)
  }
}

function orAborted(answer: Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
  if (!signal) return answer
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    answer.then(resolve, reject)
  })
}

/** What early.ts has asked; null when it has asked nothing, and then it asks nothing any more. Once. */
export async function takeEarlyAnswers(): Promise<typeof fetch | null> {
  const early = window.skeinEarly
  window.skeinEarly = Promise.resolve(null)
  return (await early) ?? null
}
