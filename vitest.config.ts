import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Milliseconds: nothing waits for luck, but a machine may have other things to do. */
const patient = 30_000
/** On two cores Vitest starts one worker, and half of the machine waits. */
const workers = Math.max(2, availableParallelism() - 1)
/** Real programs, sockets and disks share two cores here; what needed a second go is told at the end of `npm test`. */
const secondGo = 1

export default defineConfig({
  test: {
    maxWorkers: workers,
    reporters: ['default', './scripts/troubles/vitestTroubles.ts'],
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          testTimeout: patient,
          include: [
            '{shared,electron,scripts}/**/*.test.ts',
            'tests/{lint,electron-standin,fakeModel}/**/*.test.ts'
          ]
        }
      },
      {
        test: {
          name: 'contract',
          environment: 'node',
          retry: secondGo,
          testTimeout: patient,
          include: ['tests/{contract,faults}/**/*.test.ts']
        }
      },
      {
        test: {
          name: 'agent',
          environment: 'node',
          retry: secondGo,
          include: ['tests/agent/**/*.test.ts'],
          testTimeout: 2 * patient
        }
      },
      {
        test: {
          name: 'attacks',
          environment: 'node',
          retry: secondGo,
          include: ['tests/attacks/**/*.test.ts'],
          testTimeout: 4 * patient
        }
      },
      {
        plugins: [react()],
        test: {
          name: 'dom',
          environment: 'jsdom',
          // Each file has globals of its own, but jsdom is read once: a quarter of the time.
          pool: 'vmThreads',
          testTimeout: patient,
          include: ['renderer/**/*.test.{ts,tsx}', 'tests/attacks/**/*.test.tsx'],
          setupFiles: ['tests/support/testSetup.ts']
        }
      }
    ]
  }
})
