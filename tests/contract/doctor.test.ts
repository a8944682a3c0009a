/** The doctor over real HTTP: it always answers, in time, in two languages, and gives away nothing it should not. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Diagnostics, DoctorReport } from '../../shared/doctor.ts'
import type { Finding } from '../../shared/doctor.ts'
import { createScriptedAgent } from './scriptedAgent.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
})
afterEach(() => server.stop())

async function findings(language = 'en'): Promise<readonly Finding[]> {
  const { body } = await server.get(`/api/doctor?language=${language}`)
  return DoctorReport.parse(body).findings
}

async function finding(id: string): Promise<Finding | undefined> {
  return (await findings()).find((found) => found.id === id)
}

async function diagnostics(): Promise<Diagnostics> {
  return Diagnostics.parse((await server.get('/api/diagnostics')).body)
}

test('everything Skein needs is looked at, each with a sentence', async () => {
  const found = await findings()
  expect(found.map(({ id }) => id)).toEqual([
    'agent:guide',
    'shell',
    'git',
    'data_folder',
    'disk',
    'database',
    'port',
    'logs',
    'crashes'
  ])
  const states = Object.fromEntries(found.map(({ id, state }) => [id, state]))
  expect(states).toMatchObject({
    'agent:guide': 'ok',
    data_folder: 'ok',
    database: 'ok',
    port: 'ok',
    crashes: 'ok'
  })
  expect((await finding('data_folder'))?.detail).toContain(server.dataDir)
})

test('it speaks the language it is asked in', async () => {
  const [en, de] = [await findings('en'), await findings('de')]
  expect(de.find(({ id }) => id === 'database')?.sentence).toBe('Die Datenbank arbeitet.')
  expect(en.find(({ id }) => id === 'database')?.sentence).toBe('The database works.')
  expect((await server.get('/api/doctor?language=fr')).status).toBe(400)
})

test('without a token nobody is told anything', async () => {
  for (const path of ['/api/doctor', '/api/diagnostics']) {
    expect((await fetch(new URL(path, server.url))).status).toBe(401)
  }
})

test('an agent that hangs holds nobody up', async () => {
  await server.stop()
  const agent = createScriptedAgent()
  agent.check = () => new Promise(() => undefined)
  server = await TestServer.start([agent])
  const asked = findings()
  let isAnswered = false
  void asked.then(() => (isAnswered = true))
  await vi.waitFor(() => {
    server.clock.skip(20_000)
    expect(isAnswered).toBe(true)
  })
  const found = (await asked).find(({ id }) => id === 'agent:guide')
  expect(found).toMatchObject({ state: 'unknown', actions: [{ kind: 'try_again' }] })
})

test('a damaged database is trouble, and said so', async () => {
  await server.stop()
  server = await TestServer.start()
  await server.server.close()
  await rm(join(server.dataDir, 'skein.db'), { force: true })
  await mkdir(join(server.dataDir, 'skein.db'))
  await server.listen()
  expect(await finding('database')).toMatchObject({
    state: 'bad',
    actions: [{ kind: 'open_folder', folder: 'data' }, { kind: 'try_again' }]
  })
  expect((await diagnostics()).text).toContain('[trouble] database:')
})

test('its folders can be opened, and nothing else', async () => {
  const open = (folder: string): Promise<{ status: number }> =>
    server.request('POST', '/api/doctor/open-folder', { folder })
  expect([(await open('logs')).status, (await open('data')).status]).toEqual([204, 204])
  expect(server.started.map(([, args]) => args.at(-1))).toEqual([
    join(server.dataDir, 'logs'),
    server.dataDir
  ])
  expect((await open('/etc')).status).toBe(400)
})

test('a report to copy has neither the home folder nor a key in it', async () => {
  const { body } = await server.get('/api/doctor')
  const { text } = DoctorReport.parse(body)
  expect(text).toContain('[well] database: The database works.')
  expect(text).not.toContain(`${homedir()}/`)
})

test('diagnostics are read first and saved as they were read, without keys and tokens', async () => {
  await mkdir(join(server.dataDir, 'logs'), { recursive: true })
  const secrets = ['sk-ant-api03-AbCdEf0123456789AbCdEf', 'K7gNU3sdo-OL0wNhqoVWhr3g6s1xYv72ol_pe3Unols']
  await writeFile(
    join(server.dataDir, 'logs', 'skein.log'),
    `{"msg":"the newest","path":"${homedir()}/secret-place","key":"${secrets[0]}"}\n{"token":"${secrets[1]}"}\n`
  )
  await writeFile(join(server.dataDir, 'logs', 'skein.1.log'), '{"msg":"an older one"}\n')
  await mkdir(join(server.dataDir, 'crashes', 'completed'), { recursive: true })
  await writeFile(join(server.dataDir, 'crashes', 'completed', 'a.dmp'), 'MDMP')

  const shown = await diagnostics()
  expect(shown.fileName).toMatch(/^skein-diagnostics-\d{4}-\d\d-\d\d\.txt$/)
  for (const part of [
    '0.0.0-test',
    'Node',
    '[well] database',
    '"theme"',
    'a.dmp',
    'an older one',
    'the newest'
  ]) {
    expect(shown.text).toContain(part)
  }
  expect(shown.text.indexOf('an older one')).toBeLessThan(shown.text.indexOf('the newest'))
  for (const secret of [...secrets, server.token, `${homedir()}/secret-place`]) {
    expect(shown.text).not.toContain(secret)
  }

  const path = join(server.folder, 'for you.txt')
  expect(await server.request('POST', '/api/diagnostics', { id: shown.id, path })).toMatchObject({
    status: 200
  })
  expect(await readFile(path, 'utf8')).toBe(shown.text)
})

test('only what was shown can be saved', async () => {
  const path = join(server.folder, 'x.txt')
  const id = '3f6f7f2e-6f0a-4d1b-9a51-0a4d9a0b2c3d'
  expect(await server.request('POST', '/api/diagnostics', { id, path })).toMatchObject({ status: 410 })
  const shown = await diagnostics()
  expect(
    await server.request('POST', '/api/diagnostics', { id: shown.id, path: 'relative.txt' })
  ).toMatchObject({ status: 400 })
})
