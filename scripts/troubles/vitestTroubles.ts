/** Notes what failed, or passed at the second try, in a run of Vitest. Named in vitest.config.ts. */
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { noteTrouble } from './troubles.ts'

export default class VitestTroubles implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result()
    const isFlaky = test.diagnostic()?.flaky === true
    if (state !== 'failed' && !isFlaky) return
    noteTrouble({
      outcome: state === 'failed' ? 'failed' : 'needed a second go',
      test: `${test.module.relativeModuleId} > ${test.fullName}`,
      message: messageOf(errors)
    })
  }

  /** What fails outside a test: a file that cannot be read, a hook, a promise nobody waited for. */
  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly { message: string; stack?: string }[]
  ): void {
    for (const module of modules) {
      const errors = [
        module.errors(),
        ...[...module.children.allSuites()].map((suite) => suite.errors())
      ].flat()
      if (errors.length === 0) continue
      noteTrouble({ outcome: 'failed', test: module.relativeModuleId, message: messageOf(errors) })
    }
    if (unhandled.length === 0) return
    noteTrouble({ outcome: 'failed', test: 'outside every test', message: messageOf(unhandled) })
  }
}

function messageOf(errors: readonly { message: string; stack?: string }[] | undefined): string {
  return (errors ?? []).map(({ message, stack }) => stack ?? message).join('\n')
}
