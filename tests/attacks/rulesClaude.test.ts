/** The real Claude Code: what was allowed for good is exactly that, and its own warnings are answered by nobody else. */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../electron/store/store.ts'
import { Project } from '../../shared/session.ts'
import type { PermissionRequest, PermissionRule } from '../../shared/session.ts'
import { openBench } from '../agent/claudeBench.ts'
import type { ClaudeBench } from '../agent/claudeBench.ts'
import { whyNoClaude } from '../agent/claudeBinary.ts'
import type { SocketClient } from '../contract/socketClient.ts'
import { TestServer } from '../contract/testServer.ts'
import { reply, text, toolUse } from '../fakeModel/script.ts'
import { addBoxServer } from './support/boxServer.ts'

describe.skipIf(whyNoClaude !== null)(
  `rules and Claude Code${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let bench: ClaudeBench
    let server: TestServer
    let folder: string
    let count = 0
    // One for all: Claude Code takes two seconds to end.
    beforeAll(async () => {
      bench = await openBench()
      server = await TestServer.start([bench.agent])
    })
    afterAll(async () => {
      await server.stop()
      await bench.close()
    })
    beforeEach(async () => {
      count += 1
      folder = path.join(server.folder, `project-${count}`)
      await mkdir(folder)
    })
    const inProject = (...names: string[]): string => path.join(folder, ...names)

    async function openProject(): Promise<Project> {
      return Project.parse((await server.request('POST', '/api/projects', { path: folder })).body)
    }
    async function enter(trusted: boolean): Promise<{ client: SocketClient; rules: string }> {
      const { id } = await openProject()
      const project = `/api/projects/${id}`
      await server.request('PATCH', project, { trusted })
      const sessionId = randomUUID()
      await server.request('POST', `${project}/sessions`, { sessionId, agent: 'claude' })
      return { client: await server.enter(sessionId), rules: `${project}/rules` }
    }
    /** Answers what is asked in one turn; gives the requests. */
    async function turn(
      client: SocketClient,
      answerTo: (request: PermissionRequest) => object
    ): Promise<PermissionRequest[]> {
      const before = client.events.length
      const seen = (): PermissionRequest[] =>
        client.events
          .slice(before)
          .flatMap((event) => (event.type === 'permission_requested' ? [event.request] : []))
      const isOver = (): boolean =>
        client.events.slice(before).some(({ type }) => type === 'message_complete')
      await client.say('go')
      for (let answered = 0; ;) {
        await expect.poll(() => seen().length > answered || isOver(), { timeout: 30_000 }).toBe(true)
        const request = seen()[answered]
        if (!request) return seen()
        answered += 1
        await client.command({ type: 'answer_permission', requestId: request.id, answer: answerTo(request) })
      }
    }
    const once = (): object => ({ behavior: 'allow' })
    const forGood = (): object => ({ behavior: 'allow', remember: 'project' })
    const no = (): object => ({ behavior: 'deny' })
    const titles = (requests: readonly PermissionRequest[]): string[] => requests.map(({ title }) => title)

    it('one command that was watched is remembered, not all that Monitor may run', async () => {
      // It says nothing and does not end: else Claude Code goes on by itself.
      const lasting = 'node -e "setInterval(() => 0, 9e5)"'
      const watch = (command: string, description: string) =>
        toolUse('Monitor', { description, timeout_ms: 600_000, command })
      bench.model.script([reply(watch(lasting, 'first')), reply(text('Done.'))])
      const { client, rules } = await enter(true)
      expect(titles(await turn(client, forGood))).toEqual([`Watch ${lasting}`])
      expect((await server.get(rules)).body).toEqual({
        rules: [{ toolName: 'Monitor', pattern: lasting }]
      })
      bench.model.script([
        reply(watch(lasting, 'again')),
        reply(watch('touch evil', 'first')),
        reply(text('Done.'))
      ])
      expect(titles(await turn(client, no))).toEqual(['Watch touch evil'])
      expect(existsSync(inProject('evil'))).toBe(false)
    })

    it('one call of a server is remembered, not all that its tool may be told', async () => {
      const log = await addBoxServer(folder, bench.home)
      const run = (command: string) => toolUse('mcp__box__run', { command })
      bench.model.script([reply(run('id')), reply(text('Done.'))])
      const { client } = await enter(true)
      expect((await turn(client, forGood)).map(({ rules }) => rules)).toEqual([
        [{ toolName: 'mcp__box__run', pattern: '{"command":"id"}' }]
      ])
      bench.model.script([reply(run('id')), reply(run('rm -rf ~')), reply(text('Done.'))])
      expect((await turn(client, no)).map(({ input }) => input)).toEqual([{ command: 'rm -rf ~' }])
      expect(await readFile(log, 'utf8')).toBe('run {"command":"id"}\nrun {"command":"id"}\n')
    })

    it('a file in a folder that became a link is asked about again', async () => {
      const file = inProject('src', 'a.txt')
      const outside = path.join(server.folder, 'outside')
      await mkdir(outside)
      bench.model.script([reply(toolUse('Write', { file_path: file, content: '1' })), reply(text('Done.'))])
      const { client } = await enter(false)
      expect((await turn(client, forGood)).map(({ rules }) => rules)).toEqual([
        [{ toolName: 'Write', pattern: file }]
      ])
      bench.model.script([reply(toolUse('Write', { file_path: file, content: '2' })), reply(text('Done.'))])
      expect(await turn(client, no)).toEqual([])
      await rename(inProject('src'), path.join(outside, 'src'))
      await symlink(path.join(outside, 'src'), inProject('src'))
      bench.model.script([
        reply(toolUse('Read', { file_path: file })),
        reply(toolUse('Write', { file_path: file, content: 'evil' })),
        reply(text('Done.'))
      ])
      const asked = await turn(client, ({ toolName }) => (toolName === 'Read' ? once() : no()))
      expect(asked.map(({ toolName }) => toolName)).toEqual(['Read', 'Write'])
      expect(await readFile(path.join(outside, 'src', 'a.txt'), 'utf8')).toBe('2')
    })

    it('what the agent warns of can be remembered by no answer, and no rule answers it', async () => {
      const hook = inProject('.git', 'hooks', 'post-commit')
      const uses: [string, Record<string, unknown>][] = [
        ['Bash', { command: 'rm -rf ~' }],
        ['Bash', { command: 'true && echo $(rm -rf ~)' }],
        ['Bash', { command: 'echo x > .git/hooks/post-commit' }],
        ['Bash', { command: 'npm test && echo x > .git/hooks/post-commit' }],
        ['Bash', { command: 'cat /etc/hostname' }],
        ['Write', { file_path: hook, content: 'x' }],
        ['Write', { file_path: inProject('.claude', 'settings.json'), content: '{}' }],
        ['Write', { file_path: path.join(bench.home, '.bashrc'), content: 'x' }]
      ]
      execFileSync('git', ['init', '-q'], { cwd: folder })
      const project = await openProject()
      await server.server.close()
      const store = openStore(path.join(server.dataDir, 'skein.db'))
      const saved = uses.flatMap(([toolName, input]): PermissionRule[] =>
        [String(input['command'] ?? input['file_path']), null].map((pattern) => ({ toolName, pattern }))
      )
      store.rules.add(project.id, saved)
      store.close()
      await server.listen()
      const { client, rules } = await enter(true)
      const before = (await server.get(rules)).body
      bench.model.script([...uses.map(([name, input]) => reply(toolUse(name, input))), reply(text('Done.'))])
      const asked = await turn(client, no)
      expect(asked.map(({ toolName, input }) => [toolName, input])).toEqual(uses)
      for (const request of asked) {
        expect(request).toMatchObject({ rules: [], cause: 'safety_check', defaultToNo: true })
      }
      expect(asked[0]?.reason).toContain('Dangerous rm')
      expect(asked[2]?.blockedPath).toBe(hook)
      expect((await server.get(rules)).body).toEqual(before)
    })

    it('in a folder that is not trusted, one command that was allowed for good is not asked again', async () => {
      bench.model.script([reply(toolUse('Bash', { command: 'npm test' })), reply(text('Done.'))])
      const { client } = await enter(false)
      expect(await turn(client, forGood)).toMatchObject([
        { cause: 'untrusted_folder', rules: [{ toolName: 'Bash', pattern: 'npm test' }] }
      ])
      bench.model.script([
        reply(toolUse('Bash', { command: 'npm test' })),
        reply(toolUse('Bash', { command: 'npm test', run_in_background: true })),
        reply(text('Done.'))
      ])
      expect((await turn(client, no)).map(({ input }) => input)).toEqual([
        { command: 'npm test', run_in_background: true }
      ])
    })

    it('a command in another folder than the session works in is not the one that was remembered', async () => {
      await mkdir(inProject('sub'))
      bench.model.script([reply(toolUse('Bash', { command: 'touch made' })), reply(text('Done.'))])
      const { client } = await enter(true)
      await turn(client, forGood)
      await rm(inProject('made'))
      bench.model.script([
        reply(toolUse('Bash', { command: 'cd sub' })),
        reply(toolUse('Bash', { command: 'touch made' })),
        reply(text('Done.'))
      ])
      const asked = await turn(client, no)
      expect(asked.map(({ title, rules }) => [title, rules])).toEqual([['Run touch made', []]])
      expect(existsSync(inProject('sub', 'made'))).toBe(false)
    })

    it('a worktree is made when a person allows it, and not before', async () => {
      execFileSync('git', ['init', '-q'], { cwd: folder })
      const commit = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-q', '--allow-empty']
      execFileSync('git', [...commit, '-m', 'x'], { cwd: folder })
      bench.model.script([reply(toolUse('EnterWorktree', { name: 'one' })), reply(text('Done.'))])
      const { client } = await enter(false)
      expect(await turn(client, no)).toMatchObject([
        { title: 'Work in a worktree of the project', rules: [], cause: 'untrusted_folder' }
      ])
      expect(existsSync(inProject('.claude', 'worktrees'))).toBe(false)
      bench.model.script([
        reply(toolUse('EnterWorktree', { name: 'one' })),
        reply(toolUse('Bash', { command: 'touch made' })),
        reply(text('Done.'))
      ])
      expect((await turn(client, once)).map(({ toolName, rules }) => [toolName, rules])).toEqual([
        ['EnterWorktree', []],
        ['Bash', []]
      ])
      expect(existsSync(inProject('.claude', 'worktrees', 'one', 'made'))).toBe(true)
    })
  }
)
