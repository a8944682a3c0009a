/** Notes what failed, or passed at the second try, in a run of Playwright. Named in playwright.config.ts. */
import type { FullResult, Reporter, Suite, TestError } from '@playwright/test/reporter'
import { noteTrouble } from './troubles.ts'

export default class PlaywrightTroubles implements Reporter {
  #all: Suite | null = null

  onBegin(_config: unknown, all: Suite): void {
    this.#all = all
  }

  onError(error: TestError): void {
    noteTrouble({ outcome: 'failed', test: 'outside every test', message: messageOf([error]) })
  }

  onEnd(_result: FullResult): void {
    for (const test of this.#all?.allTests() ?? []) {
      const outcome = test.outcome()
      if (outcome !== 'unexpected' && outcome !== 'flaky') continue
      noteTrouble({
        outcome: outcome === 'flaky' ? 'needed a second go' : 'failed',
        test: test.titlePath().filter(Boolean).join(' > '),
        message: messageOf(test.results[0]?.errors ?? [])
      })
    }
  }
}

function messageOf(errors: readonly TestError[]): string {
  return errors.map(({ message, stack, value }) => stack ?? message ?? value ?? '').join('\n')
}
