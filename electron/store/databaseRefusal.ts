/**
 * What SQLite says when it cannot, as refusals a person can act on. Every statement of the store
 * runs inside `guarded`; what is no trouble of disk or file (a bug) passes through unchanged.
 */
import { codeOf, messageOf } from '../../shared/errors.ts'
import type { Parameters } from '../../shared/errors.ts'
import type { SentenceCode } from '../../shared/words/en/sentences.ts'
import { Refusal } from '../refusal.ts'

/** Runs `work`; throws a `Refusal` for trouble with the database's file. */
export function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    throw databaseRefusal(thrown) ?? thrown
  }
}

/** The refusal for an error of SQLite or of the file system under it, null for any other. */
export function databaseRefusal(thrown: unknown): Refusal | null {
  const code = codeOf(thrown)
  if (code === null) return null
  const refuse = (status: number, name: SentenceCode, parameters?: Parameters): Refusal =>
    new Refusal(status, name, parameters, { cause: thrown })
  // Extended codes (SQLITE_IOERR_WRITE) say more than a person can use: the primary one decides.
  switch (/^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code) {
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return refuse(503, 'database_locked')
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return refuse(503, 'database_corrupt')
    case 'SQLITE_FULL':
    case 'ENOSPC':
    case 'EDQUOT':
      return refuse(507, 'disk_full')
    case 'NOT_OURS':
      return refuse(503, 'database_not_writable', { reason: messageOf(thrown) })
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_AUTH':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return refuse(503, 'database_not_writable')
    case 'SQLITE_IOERR':
    case 'EIO':
      return refuse(503, 'database_unreachable')
    default:
      return null
  }
}
