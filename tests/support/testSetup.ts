/** Runs before every test of the page: the DOM matchers, and an empty document and storage after each test. */
import '@testing-library/jest-dom/vitest'
import { cleanup } from '@testing-library/react'
import { afterEach, vi } from 'vitest'
import { createColourAnswers } from '../../renderer/transcript/markdown/code/answerColours.ts'
import type { ColourPort } from '../../renderer/transcript/markdown/code/CodeColourer.ts'

afterEach(() => {
  cleanup()
  window.localStorage.clear()
  window.sessionStorage.clear()
})

/** jsdom has no workers: the one that colours code does its work here, and answers at once when it can. */
class WorkerHere implements ColourPort {
  onmessage: ColourPort['onmessage'] = null
  onerror: ColourPort['onerror'] = null
  readonly postMessage = createColourAnswers((answer) =>
    this.onmessage?.(new MessageEvent('message', { data: answer }))
  )
  terminate(): void {
    this.onmessage = null
  }
}
vi.stubGlobal('Worker', WorkerHere)
