/**
 * What the page itself finds wrong, by its code. What the server finds is told in its words, which stand beside these in
 * `shared/words/en/sentences.ts` and are no part of the page; some it finds, too, and says as the page does. Pure.
 */
import type { Sentence } from '../../sentence.ts'

export const pageSentences = {
  bad_answer: ({ reason }) =>
    reason === undefined ? null : `The server's answer was not understood (${reason}). Reload the page.`,
  bad_frame: ({ from, reason }) => {
    if (reason === undefined)
      return 'The server could not read this. Reload the page; if it happens again, shorten the message.'
    return from === 'server'
      ? `The server said something this page does not understand (${reason}). Reload the page.`
      : `This frame was not understood: ${reason}.`
  },
  closed: () => 'The connection was closed before the server answered.',
  forbidden: () => 'Skein does not accept connections from this page.',
  no_project: () => 'This address names no project. Open a project first.',
  not_connected: () => 'This session is not connected. Reconnect, then try again.',
  request_failed: ({ status }) =>
    status === undefined ? null : `The server refused this (HTTP ${status}). Try again.`,
  session_not_found: ({ was }) =>
    was === 'deleted'
      ? 'There is no such session in this project any more.'
      : 'There is no such session in this project.',
  timeout: () => 'Skein did not answer in time. It may be very busy; try again in a moment.',
  too_big: () => 'This message is larger than 32 MB. Send fewer or smaller attachments.',
  unauthorized: () =>
    'This page is not signed in to Skein any more. Open it again with the link Skein printed.',
  unproven: () =>
    'Whoever answers at this address could not show that it is Skein, so it was told nothing. Open the link that Skein printed when it started.',
  unreachable: () =>
    'Skein could not be reached. It may have been closed; start it again, then try once more.'
} satisfies Readonly<Record<string, Sentence>>
