import { expect, it } from 'vitest'
import { InputQueue } from './inputQueue.ts'

it('gives what was pushed, before and while it is read, in order, and ends', async () => {
  const queue = new InputQueue<number>()
  queue.push(1)
  queue.push(2)
  const read: number[] = []
  const reading = (async () => {
    for await (const item of queue) {
      read.push(item)
      if (item === 2) queueMicrotask(() => queue.push(3))
      if (item === 3) queue.end()
    }
  })()
  await reading
  queue.push(4)
  expect(read).toEqual([1, 2, 3])
})

it('a reader that waits is ended too', async () => {
  const queue = new InputQueue<number>()
  const next = queue[Symbol.asyncIterator]().next()
  queue.end()
  expect(await next).toEqual({ done: true, value: undefined })
})
