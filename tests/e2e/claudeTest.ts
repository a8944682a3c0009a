/** A test in a browser whose agent is the real Claude Code, with a model of its own to script. */
import { startFakeModel } from '../fakeModel/fakeModel.ts'
import type { FakeModel } from '../fakeModel/fakeModel.ts'
import { fakeModelEnvironment } from '../fakeModel/environment.ts'
import { test as base } from './test.ts'

export const test = base.extend<{ model: FakeModel }>({
  model: async ({}, use) => {
    const model = await startFakeModel()
    await use(model)
    await model.close()
  },
  agent: 'claude',
  env: async ({ model }, use) => {
    await use(fakeModelEnvironment(model))
  }
})
