import { expect, test } from 'vitest'
import { windowsProgram } from './systemProgram.ts'

test.each([
  ['D:\\Windows', 'D:\\Windows\\System32\\taskkill.exe'],
  ['', 'C:\\Windows\\System32\\taskkill.exe'],
  ['.', 'C:\\Windows\\System32\\taskkill.exe'],
  ['Windows', 'C:\\Windows\\System32\\taskkill.exe'],
  ['\\\\host\\share', 'C:\\Windows\\System32\\taskkill.exe'],
  ['C:Windows', 'C:\\Windows\\System32\\taskkill.exe']
])('a program of Windows with the system’s folder at %j', (SystemRoot, path) => {
  expect(windowsProgram('taskkill.exe', { SystemRoot })).toBe(path)
  expect(windowsProgram('taskkill.exe', { SYSTEMROOT: SystemRoot })).toBe(path)
})

test('each lies where Windows has it', () => {
  const env = { SystemRoot: 'C:\\Windows' }
  expect(
    (['cmd.exe', 'explorer.exe', 'powershell.exe'] as const).map((name) => windowsProgram(name, env))
  ).toEqual([
    'C:\\Windows\\System32\\cmd.exe',
    'C:\\Windows\\explorer.exe',
    'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe'
  ])
})
