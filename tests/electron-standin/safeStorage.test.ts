import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { StandInCrashReporter } from './crashReporter.ts'
import { safeStorage } from './safeStorage.ts'

test('what is encrypted does not show what it was, and comes back', async () => {
  const encrypted = await safeStorage.encryptStringAsync('a key ü')
  expect(encrypted.toString('latin1')).not.toContain('key')
  expect(await safeStorage.decryptStringAsync(encrypted)).toEqual({
    result: 'a key ü',
    shouldReEncrypt: false
  })
})

test('a crash leaves a dump only when the reporter runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'skein-standin-'))
  const reporter = new StandInCrashReporter({ folder: () => folder, isReady: () => false })
  expect(reporter.leaveDump('one')).toBe(null)
  reporter.start({ uploadToServer: false })
  const dump = reporter.leaveDump('one')
  expect([reporter.started, dump !== null && existsSync(dump)]).toEqual([
    [{ options: { uploadToServer: false }, wasReady: false }],
    true
  ])
  rmSync(folder, { recursive: true, force: true })
})
