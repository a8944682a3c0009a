import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ColourAnswer, ColourRequest } from './answerColours.ts'
import { CodeColourer } from './CodeColourer.ts'
import type { CodeColours, ColourPort } from './CodeColourer.ts'

class PortByHand implements ColourPort {
  onmessage: ColourPort['onmessage'] = null
  onerror: ColourPort['onerror'] = null
  readonly asked: ColourRequest[] = []
  isEnded = false
  postMessage(request: ColourRequest): void {
    this.asked.push(request)
  }
  terminate(): void {
    this.isEnded = true
  }
  answer(answer: ColourAnswer): void {
    this.onmessage?.(new MessageEvent('message', { data: answer }))
  }
}

let ports: PortByHand[] = []
let told: [string, CodeColours][] = []
let colourer = new CodeColourer(open)

function open(): PortByHand {
  const port = new PortByHand()
  ports.push(port)
  return port
}

function ask(code: string): () => void {
  return colourer.ask('ini', code, (colours) => told.push([code, colours]))
}

const red = [{ tone: 'string', text: 'a' }] as const

beforeEach(() => {
  vi.useFakeTimers()
  ports = []
  told = []
  colourer = new CodeColourer(open)
})
afterEach(() => {
  vi.useRealTimers()
})

describe('CodeColourer', () => {
  it('asks one text at a time, and remembers what came of it', () => {
    ask('a')
    ask('b')
    expect(ports[0]?.asked).toEqual([{ id: 1, grammar: 'ini', code: 'a' }])
    ports[0]?.answer({ type: 'begun', id: 1 })
    ports[0]?.answer({ type: 'coloured', id: 1, runs: red })
    expect(ports[0]?.asked.map(({ code }) => code)).toEqual(['a', 'b'])
    ask('a')
    expect(told).toEqual([
      ['a', red],
      ['a', red]
    ])
    expect(colourer.known('ini', 'a')).toBe(red)
    expect(ports).toHaveLength(1)
  })

  it('ends the worker of a text that takes too long, leaves it plain for good, and goes on with another worker', () => {
    ask('slow')
    ask('next')
    ports[0]?.answer({ type: 'begun', id: 1 })
    vi.advanceTimersByTime(1_499)
    expect(told).toEqual([])
    vi.advanceTimersByTime(1)
    expect(told).toEqual([['slow', null]])
    expect(ports.map(({ isEnded }) => isEnded)).toEqual([true, false])
    expect(ports[1]?.asked.map(({ code }) => code)).toEqual(['next'])
    // What the ended one still says is nobody's answer.
    ports[0]?.answer({ type: 'coloured', id: 1, runs: red })
    ask('slow')
    expect(told).toEqual([
      ['slow', null],
      ['slow', null]
    ])
    expect(colourer.known('ini', 'slow')).toBeNull()
  })

  it('has less patience with a grammar each time a text took too long', () => {
    const waits: number[] = []
    for (let at = 1; at <= 6; at += 1) {
      ask(`slow ${at}`)
      ports.at(-1)?.answer({ type: 'begun', id: at })
      const begun = Date.now()
      vi.runOnlyPendingTimers()
      waits.push(Date.now() - begun)
    }
    expect(waits).toEqual([1_500, 750, 375, 187, 150, 150])
  })

  it('waits for the files of a grammar, and does not count that', () => {
    ask('a')
    vi.advanceTimersByTime(19_000)
    ports[0]?.answer({ type: 'begun', id: 1 })
    ports[0]?.answer({ type: 'coloured', id: 1, runs: null })
    expect(told).toEqual([['a', null]])
    expect(ports[0]?.isEnded).toBe(false)
  })

  it('does not colour what nobody waits for any more', () => {
    ask('a')
    const noLonger = ask('b')
    ask('c')
    noLonger()
    ports[0]?.answer({ type: 'coloured', id: 1, runs: null })
    expect(ports[0]?.asked.map(({ code }) => code)).toEqual(['a', 'c'])
  })

  it('asks anew for what failed, and is plain where there are no workers', () => {
    ask('a')
    ports[0]?.answer({ type: 'failed', id: 1 })
    ask('a')
    expect(ports[0]?.asked.map(({ id }) => id)).toEqual([1, 2])
    colourer = new CodeColourer(() => {
      throw new Error('no workers')
    })
    ask('b')
    expect(told.at(-1)).toEqual(['b', null])
  })
})
