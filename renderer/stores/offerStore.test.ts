import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { AgentOffer } from '../../shared/steering.ts'
import { RequestFailure } from '../connection/requestFailure.ts'
import { deferred, fakeHttp, projectId } from '../../tests/support/connection/sessionFixtures.ts'
import { configureStores } from './connectionStore.ts'
import { offerKey, useOfferStore } from './offerStore.ts'

const offer: AgentOffer = { agent: 'guide', commands: [], models: [] }
const store = (): ReturnType<typeof useOfferStore.getState> => useOfferStore.getState()
const known = () => store().offers.get(offerKey(projectId, 'guide'))

function configure(readOffer: () => Promise<AgentOffer>): void {
  configureStores({ endpoint: { url: 'http://127.0.0.1:1/', token: 't' }, http: fakeHttp({ readOffer }) })
}

beforeEach(() => {
  useOfferStore.setState(useOfferStore.getInitialState(), true)
})

describe('what an agent offers', () => {
  test('is asked once at a time, and not again while it is fresh', async () => {
    const answer = deferred<AgentOffer>()
    const readOffer = vi.fn(() => answer.promise)
    configure(readOffer)
    const first = store().loadOffer(projectId, 'guide')
    await store().loadOffer(projectId, 'guide')
    expect(known()).toEqual({ phase: 'loading' })
    answer.resolve(offer)
    await first
    await store().loadOffer(projectId, 'guide')
    expect(known()).toMatchObject({ phase: 'ready', offer })
    expect(readOffer).toHaveBeenCalledTimes(1)
  })

  test('can be asked for again after a failure', async () => {
    configure(() => Promise.reject(new RequestFailure(502, { code: 'agent_failed', message: 'No answer.' })))
    await store().loadOffer(projectId, 'guide')
    expect(known()).toEqual({ phase: 'failed', error: { code: 'agent_failed', message: 'No answer.' } })
    configure(() => Promise.resolve(offer))
    await store().loadOffer(projectId, 'guide')
    expect(known()).toMatchObject({ phase: 'ready' })
  })
})
