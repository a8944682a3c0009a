import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: [
            '{shared,electron,scripts}/**/*.test.ts',
            'tests/{lint,electron-standin,fakeModel}/**/*.test.ts'
          ]
        }
      },
      {
        test: { name: 'contract', environment: 'node', include: ['tests/{contract,faults}/**/*.test.ts'] }
      },
      {
        test: {
          name: 'agent',
          environment: 'node',
          include: ['tests/agent/**/*.test.ts'],
          testTimeout: 30_000
        }
      },
      {
        plugins: [react()],
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['renderer/testSetup.ts']
        }
      }
    ]
  }
})
