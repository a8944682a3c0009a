/**
 * Composition root of browser mode: the session server in plain Node, the same as in a window.
 * Started by `scripts/serve.ts`. Prints one line of JSON on standard output when it is ready;
 * everything else goes to standard error.
 *
 * Exit codes: 0 stopped by a signal, 1 it could not start or failed, 2 wrong flags, 3 the data
 * folder is in use by another process.
 */
import './launch/noOptionalParts.ts'
import { messageOf } from '../shared/errors.ts'
import { createAgents } from './agents.ts'
import { systemClock } from './clock.ts'
import { newToken } from './launch/browserToken.ts'
import { dataFolder } from './launch/dataFolder.ts'
import { type HeadlessFlags, headlessHelp, parseHeadlessFlags } from './launch/headlessFlags.ts'
import { folderTrouble, untilFolderAnswers } from './launch/folderTrouble.ts'
import { findInstallation, type Installation } from './launch/installation.ts'
import { launchWords } from './launch/launchWords.ts'
import { folderHeldExitCode, openDataFolder } from './launch/openDataFolder.ts'
import { keptPageKeySecret } from './launch/pageKeySecret.ts'
import { portsToTry, rememberPort } from './launch/rememberedPort.ts'
import { standAside } from './launch/standAside.ts'
import { stopOnce } from './launch/stopOnce.ts'
import { surviveErrors } from './launch/surviveErrors.ts'
import { createLog } from './log.ts'
import { LogFiles, logFolder } from './logFiles.ts'
import { createServer } from './server/createServer.ts'

type RunFlags = Extract<HeadlessFlags, { kind: 'run' }>

async function serve(flags: RunFlags, { version, pageDir, historyWorker }: Installation): Promise<void> {
  const logFiles = new LogFiles()
  const log = createLog(logFiles)
  const clock = systemClock
  const dataDir = dataFolder(flags.data)
  standAside() // only now: the folder asked for may be relative to where Skein was started
  const { agents, loginShell } = createAgents({ dataDir, clock, log })
  const driven = agents.filter(({ onlyRead }) => onlyRead !== true)
  if (flags.agent !== null && !driven.some((agent) => agent.id === flags.agent)) {
    const known = driven.map((agent) => agent.id).join(', ')
    return endWith(2, `There is no agent "${flags.agent}". --agent takes one of: ${known}.`)
  }
  await untilFolderAnswers(dataDir, clock)
  const folder = openDataFolder(dataDir)
  if (folder.kind === 'held') return endWith(folderHeldExitCode, folder.sentence)
  logFiles.open(logFolder(dataDir))

  // Until the server is there a signal has nothing to settle but the lock.
  let close = async (): Promise<void> => folder.lock.release()
  const stop = stopOnce(process, () => close(), { clock, log })
  surviveErrors(process, log, () => stop('uncaughtException', 1))

  const { token, pageKeySecret } = secretsIn(dataDir)
  const devOrigin = process.env['SKEIN_DEV_ORIGIN']
  const server = await createServer({
    ...(flags.port === null ? portsToTry(dataDir) : { port: flags.port, otherPorts: [0] }),
    token,
    pageKeySecret,
    dataDir,
    agents,
    loginShell,
    logTrouble: () => logFiles.problem,
    ...(flags.agent === null ? null : { defaultAgent: flags.agent }),
    log,
    clock,
    pageDir,
    version,
    historyWorker,
    ...(devOrigin === undefined ? null : { devOrigin })
  }).catch((error: unknown) => {
    folder.lock.release()
    throw error
  })
  close = async () => {
    await server.close()
    folder.lock.release()
  }
  if (flags.port === null) rememberPort(dataDir, server.port, log)
  process.stdout.write(`${JSON.stringify({ url: server.url, token, pid: process.pid })}\n`)
}

function secretsIn(dataDir: string): { readonly token: string; readonly pageKeySecret: Buffer } {
  try {
    return { token: newToken(dataDir), pageKeySecret: keptPageKeySecret(dataDir) }
  } catch (error) {
    throw folderTrouble(dataDir, error)
  }
}

function endWith(code: number, sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = code
}

async function main(): Promise<void> {
  const installation = findInstallation(import.meta.dirname)
  const flags = parseHeadlessFlags(process.argv.slice(2))
  switch (flags.kind) {
    case 'help':
      process.stdout.write(headlessHelp)
      return
    case 'version':
      process.stdout.write(`${installation.version}\n`)
      return
    case 'wrong':
      return endWith(2, flags.sentence)
    case 'run':
      try {
        await serve(flags, installation)
      } catch (error) {
        process.stderr.write(`${launchWords().couldNotStart(messageOf(error))}\n`)
        process.exit(1) // what had been opened by then must not keep the process alive
      }
  }
}

await main()
