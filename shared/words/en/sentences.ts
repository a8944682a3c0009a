/**
 * What went wrong, and what Skein itself says in a session, by its code: refusals, problems, failed turns, notices. It
 * declares every code there is. The server takes each English sentence from here; no page loads it. Pure.
 */
import type { Parameters } from '../../errors.ts'
import { isolated } from '../../isolated.ts'
import { oneOf } from '../sentence.ts'
import type { ReadinessWords, Sentence } from '../sentence.ts'
import { pageSentences } from './page/sentences.ts'
import { session } from './page/session.ts'
import { readiness } from './readiness.ts'

const notSavedYet = 'what is on screen now is not saved yet. It is tried again until it is.'

const partUnreadable = 'A part of what had arrived cannot be read any more; the rest is kept.'

const english = {
  ...pageSentences,
  agent_died: ({ how, signal, exitCode }) => {
    const stopped = (why: string): string =>
      `Claude Code stopped in the middle of its work (${why}). Send again: a new process goes on where this one was.`
    return oneOf(how, {
      signal: stopped(`ended by signal ${signal}`),
      exit: stopped(`exit code ${exitCode}`),
      ended: stopped('its output ended'),
      not_started: 'Claude Code could not be started.'
    })
  },
  agent_not_found: (given) => inOne(readiness.agent_not_found(given)),
  agent_not_running: (given) => inOne(readiness.agent_not_running(given)),
  agent_only_read: ({ agent }) =>
    `Skein shows what was said with ${agent ?? 'this agent'}, but cannot talk to it yet. Go on with this session in ${agent ?? 'its own program'}.`,
  agent_writes_lost: ({ lost, cause }) => {
    const why = cause === 'quota' ? 'the disk quota was used up' : 'the disk was full'
    const could = (what: string): string =>
      `Claude Code could not save ${what}: ${why}. Free some space before you go on.`
    return oneOf(lost, {
      settings: could('changes to its own settings'),
      session: could('part of this session. When it goes on, it may have forgotten that part')
    })
  },
  bad_cursor: ({ of }) => {
    if (of === 'list') return 'This place in the list is not known. Load the list from its beginning.'
    return of === 'message'
      ? 'The cursor names a message this session does not have.'
      : 'This place in the session is not known. Load the newest messages again.'
  },
  bad_request: ({ what, reason }) =>
    oneOf(what, {
      address: 'The address is malformed.',
      too_deep: 'The body is nested too deep.',
      no_json: 'The body is not JSON.'
    }) ?? `${reason}.`,
  body_too_large: ({ what, most }) => {
    const larger = `larger than ${most}.`
    return oneOf(what, {
      question: `The question is ${larger}`,
      request: `The request is ${larger}`,
      draft: `What is attached to this draft is ${larger}`
    })
  },
  cannot_fork: ({ why, agent, reason }) => {
    const cannot = (because: string): string => `${agent} cannot fork this session: ${because}`
    return oneOf(why, {
      no_middle: `${agent} cannot go on from the middle of a session.`,
      moved: cannot('its transcript was moved or deleted.'),
      not_held: cannot('its transcript does not hold this message.'),
      copy: cannot(`the copy could not be made (${reason}).`)
    })
  },
  cannot_rewind: ({ why, agent }) =>
    oneOf(why, {
      not_yours: 'A session goes back to before something you sent. This was not sent by you.',
      first_message: `${agent} cannot forget the first message of a session. Start a new session to write it anew.`,
      of_another:
        'This part belongs to the session this one was forked from. Go back there, or fork it there.',
      place_lost:
        'Claude Code no longer has the place you went back to. Choose another branch, or start a new session.'
    }),
  cannot_write: ({ file, error = '', reason }) =>
    file === ''
      ? 'The place to export to must be a full path.'
      : `${file} cannot be written: ${oneOf(error, writeTrouble) ?? `${reason}.`}`,
  choice_not_stored: (given) => onlyNow(given),
  closing: () => 'Skein is closing. Try again in a moment.',
  crashed: ({ at, file }) =>
    typeof at !== 'number'
      ? null
      : `Skein, or one of its windows, crashed on ${dated(at)}. Your sessions are kept. A crash dump lies at ${file}; nothing was sent to anybody.`,
  database: (given) => databaseTrouble(given),
  database_corrupt: () =>
    'Skein’s database is damaged. Start Skein again: it sets the damaged file aside and rebuilds the list from the transcripts.',
  database_locked: () =>
    'Another program is using Skein’s database. Close other copies of Skein and database tools that have it open, then try again.',
  database_newer: () =>
    'The database was made by a newer version of Skein, so this version leaves it alone. Update Skein, or start it with another data folder (--data).',
  database_not_writable: ({ reason }) =>
    reason === undefined
      ? 'Skein may not write its database. Check that the data folder exists and belongs to you, or choose another one with --data.'
      : `Skein does not use its database: ${reason}`,
  database_older: () =>
    'The database lacks what was written to it last: its log was lost or damaged, or an older copy was put back. Sessions it has forgotten come back from their transcripts. A title, a setting or a permission you changed last may be as it was before.',
  database_rebuilt: ({ file, sessions, unreadable }) => {
    const what =
      file === ''
        ? 'The database is gone or empty, and there was one before.'
        : `The database was damaged and was set aside as ${file}.`
    const unread = unreadable === 0 ? '' : ` ${unreadable} could not be read; the log says which.`
    const done =
      sessions === undefined
        ? 'The list of sessions is being rebuilt from the transcripts.'
        : `The list of sessions was rebuilt from the transcripts: ${sessions} found.${unread}`
    return `${what} ${done} Titles you gave, drafts, remembered permissions, your trust in folders and your settings are lost; no session is.`
  },
  database_unreachable: () =>
    'The disk that holds Skein’s database does not answer as it should. Check the disk, then try again.',
  diagnostics_gone: () => 'This text is no longer kept. Have it made again, then save it.',
  disk_full: ({ of }) =>
    of === 'export'
      ? 'The disk is full: nothing was exported. Free some space or choose another disk, then try again.'
      : 'The disk is full, so this could not be saved. Free some space and try again.',
  editor_failed: ({ program, reason, chosen }) => {
    const advice =
      chosen === 1
        ? 'Check the editor in the settings: the full path of its program works best.'
        : 'Choose an editor in the settings.'
    return `${program} could not open it (${reason}). ${advice}`
  },
  effort_not_known: ({ id }) => `This session is set to the effort “${id}”, ${notKnown}`,
  empty_message: ({ where }) =>
    where === 'queue' ? 'Write something, or remove the message.' : 'Write something before you send.',
  file_not_found: ({ why, file }) =>
    oneOf(why, {
      gone: `There is no file “${file}” any more, or it cannot be read.`,
      no_file: `“${file}” is neither a file nor a folder.`,
      outside: `“${file}” leads out of the project. Open it by its full path.`,
      network: `“${file}” leads to another machine, and even to look there could tell it who you are. Open it yourself if you trust it.`,
      device: `“${file}” is a device and no file.`,
      drive: `“${file}” does not say in which folder of the drive it lies. Open it by its full path.`,
      name: `“${file}” is no name of a file, or one that the system reads as another.`
    }),
  folder_missing: ({ folder }) =>
    `The folder ${folder} does not exist any more or cannot be read. Bring it back, or open the project from where it is now.`,
  folder_not_opened: ({ folder, reason }) =>
    `The folder ${folder} could not be opened (${reason}). Open it in your file manager.`,
  folder_unreadable: ({ path }) =>
    `“${path}” cannot be read with your rights. Change them or open another folder.`,
  guide_failed: ({ reason }) =>
    reason === undefined
      ? 'This turn failed because you asked for it. Send another message to go on.'
      : `The guide could not finish this turn (${reason}). Send the message again to retry.`,
  held_elsewhere: () =>
    'This session is open in another program, which would not see what is sent here. End it there, or go on in a copy.',
  internal: () => 'Something went wrong in Skein. The log says more.',
  journal_damaged: ({ file, title = '' }) =>
    file === undefined
      ? `The journal of ${named(title)} was damaged. What could be read of its queue is kept: look whether all that you had queued is there.`
      : `A journal of a turn that was running when Skein stopped cannot be read, so the end of an answer may be missing. It was set aside as ${file}.`,
  journal_unavailable: (given) =>
    because(
      given,
      '. The session goes on, but an answer that is still running would be lost if Skein stopped now. Free some space to be safe again.'
    ),
  key_unreadable: ({ reason }) =>
    `The API key that Skein keeps for Claude Code cannot be read (${reason}). Unlock the keychain of your system, or remove the key in the settings and give it again.`,
  login_failed: ({ reason }) => `Claude Code could not log in: ${reason}`,
  max_turns: () =>
    'Claude Code stopped after the most steps one turn may take. Send a message to let it go on.',
  message_not_found: () => 'This session has no such message.',
  mode_not_known: ({ id }) => `This session is set to the permission mode “${id}”, ${notKnown}`,
  mode_not_taken: ({ agent, wanted, taken }) =>
    `${agent} does not offer the mode “${wanted}” here and works in “${taken}”.`,
  model_silent: ({ model, other }) =>
    `${model ?? 'The model'} did not answer.${other === undefined ? '' : ` ${other} answers in its place.`}`,
  no_folder: ({ folder }) =>
    `The folder ${folder} is not there any more, so nothing can be sent. Bring it back, or choose where it is now.`,
  no_history: () => 'Skein cannot look through past sessions right now. Start it again.',
  no_such_file: () => 'There is no such file.',
  no_transcript: () =>
    'Its agent does not have what was said in this session any more and would begin anew. Put it back, or begin a new session with a summary.',
  no_such_route: () => 'There is no such route.',
  not_a_folder: ({ why, path }) =>
    oneOf(why, {
      elsewhere: `“${path}” leads off this machine, and a link may not have that looked at. Open it yourself.`,
      not_full: `Give the full path of a folder; “${path}” is not one.`,
      file: `“${path}” is a file. Open the folder it is in.`,
      missing: `There is no folder at “${path}”.`
    }),
  not_for_pages: () => 'No page comes in this way from this address.',
  not_kept: (given) => notKept(given),
  not_queued: () => 'That message has been sent already or was removed before.',
  not_saved: () =>
    'A part of this session could not be saved yet, so it cannot go back. Free some space, then try again.',
  nothing_to_copy: () => 'Nothing has been said in this session yet. Start a new one instead.',
  part_unreadable: () => partUnreadable,
  permission_mode_refused: () =>
    'Claude Code does not skip permissions for the root user. Choose another permission mode, or run Skein as an ordinary user.',
  permission_settled: () => 'This request has been answered already, or the turn is over.',
  plugin_failed: ({ plugin, reason }) => `The plugin ${plugin} could not be installed. ${reason}`,
  port_taken: ({ port, taken }) =>
    `Port ${taken} is used by another program, so Skein runs on port ${port} this time.`,
  project_not_found: () => 'This project is not known here. It may have been removed from the list.',
  queue_not_started: (given) => {
    const why = notKept(given)
    return why === null ? null : `The next queued message was not started. ${why}`
  },
  recovery_failed: ({ reason }) =>
    `An answer that was running when Skein stopped could not be restored (${reason}). It is kept in the data folder and tried again when its session is opened.`,
  resume_failed: () =>
    'Claude Code no longer has this conversation: its transcript was moved or deleted. Start a new session to go on.',
  rule_not_found: () => 'This rule was taken back before.',
  rule_not_stored: (given) => onlyNow(given),
  session_deleted: () => 'This session is being deleted. Take the deletion back, or begin a new session.',
  session_elsewhere: () => 'This session belongs to another project. Open it there.',
  session_resumed: ({ since }) =>
    typeof since !== 'number' ? null : `Resumed. The session had rested since ${minuteOf(since)} UTC.`,
  still_held: () =>
    'The other program has been asked to end and still runs. End it where it runs, or go on in a copy.',
  tool_result_not_found: () => 'The transcript holds no result of this tool use.',
  transcript_damaged: ({ lines }) => {
    const [those, they] = lines === 1 ? ['1 line', 'it'] : [`${lines} lines`, 'they']
    return `${those} of this transcript could not be read: a write was cut off, and what ${they} said is lost. Everything else is here.`
  },
  transcript_gone: () =>
    'Another program has deleted the transcript of this session, or a part of it. What is on screen stays until the session is closed: export it if you need it. What is said from now on is kept.',
  transcript_not_written: ({ cause, reason }) =>
    oneOf(cause, {
      full: `The disk is full, so the transcript could not be written. Free some space: ${notSavedYet}`,
      read_only: `The disk of the transcript can only be read. Mount it for writing: ${notSavedYet}`,
      other: `The transcript could not be written (${reason}). Look after its disk and folder: ${notSavedYet}`
    }),
  transcript_torn: ({ title = '' }) =>
    `The last line of the transcript of ${named(title)} had been cut off, by a crash or a full disk. What that line held is lost; everything else is there.`,
  transcript_unreadable: ({ reason, file }) =>
    `The transcript of this session cannot be read (${reason}). Check the rights of ${file}.`,
  turn_cut_off: ({ how, kept }) => {
    if (how === 'closed') return 'Skein was closed while this turn was running.'
    return oneOf(kept, {
      all: 'Skein stopped while this turn was running. What had arrived is kept.',
      part: `Skein stopped while this turn was running. ${partUnreadable}`
    })
  },
  turn_running: ({ to }) =>
    to === 'folder'
      ? 'A turn is running. Stop it first, then choose the folder.'
      : 'A turn is running. Stop it first, then go back.',
  already_there: ({ file }) =>
    `The transcript is there already${file === undefined ? '' : ` (${file})`}, and what is there is never overwritten. Open the session.`,
  conflict: ({ file }) => `${file ?? 'The file'} has changed since the change was shown. Look at it again.`,
  copy_damaged: ({ file }) =>
    `The copy of ${file ?? 'a file'} is damaged: what is on the disk is not what was written there. Nothing was changed.`,
  no_retention: ({ agent }) => `“${agent ?? 'This agent'}” deletes no transcripts, or is not here.`,
  no_room: ({ file }) =>
    `The disk is full: the transcript could not be put back${file === undefined ? '' : ` to ${file}`}. Make room and try again.`,
  not_in_vault: () => 'There is no copy of this session in the vault.',
  not_longer: ({ days }) =>
    `Transcripts are kept for ${days ?? 'so many'} days already. Choose more days than that.`,
  not_restored: ({ file, reason }) =>
    `The transcript could not be put back${file === undefined ? '' : ` to ${file} (${reason})`}. Nothing was changed.`,
  settings_not_json: ({ file }) =>
    `${file ?? 'The file'} is not valid JSON, so it is left as it is. Mend it first, then try again.`,
  settings_unreadable: ({ file }) => `${file ?? 'The file'} could not be read, so it is left as it is.`,
  turn_stopped: () => session.interrupted,
  unknown_agent: ({ agent }) =>
    `There is no ${agent === undefined ? 'such agent' : `agent “${agent}”`} in this version of Skein.`,
  unknown_effort: ({ agent, effort }) =>
    agent === undefined ? `There is no effort “${effort}” here.` : `${agent} has no effort “${effort}”.`,
  unknown_permission_mode: ({ agent, mode, of }) => {
    if (agent !== undefined) return `${agent} has no mode “${mode}”.`
    return of === 'any' ? `No agent here has a mode “${mode}”.` : `There is no mode “${mode}” here.`
  },
  upgrade_required: () => 'This address takes WebSocket connections only.',
  wrong_session: () => 'This message belongs to another session and was not sent.'
} satisfies Readonly<Record<string, Sentence>>

/** Every code that is told to people with a sentence. */
export type SentenceCode = keyof typeof english

export const sentences: Readonly<Record<SentenceCode, Sentence>> = english

const notKnown = 'which this version of Skein does not know. Choose another one below and send it again.'

const writeTrouble: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist.',
  ENOTDIR: 'its folder does not exist.',
  EACCES: 'you may not write there. Choose another place.',
  EPERM: 'you may not write there. Choose another place.',
  EROFS: 'this disk can only be read. Choose another place.',
  EISDIR: 'there is a folder of that name.',
  ENOTEMPTY: 'there is a folder of that name.',
  EEXIST: 'there is a folder of that name.'
}

function databaseTrouble(given: Parameters): string | null {
  switch (given.cause) {
    case 'database_corrupt':
    case 'database_locked':
    case 'database_newer':
    case 'database_not_writable':
    case 'database_unreachable':
    case 'disk_full':
      return sentences[given.cause](given)
    default:
      return null
  }
}

/** What a person chose and the database, or (`reason`) something else, did not take. */
function onlyNow(given: Parameters): string {
  return `${databaseTrouble(given) ?? given.reason} Until then your change holds only while Skein runs.`
}

function notKept(given: Parameters): string | null {
  return because(
    given,
    given.twice === 1
      ? ', so this was not done: after a restart it could be done twice. Free some space and send it again.'
      : ', so this could not be kept and was not done. Free some space, then try again.'
  )
}

function because({ cause, reason }: Parameters, then: string): string | null {
  return oneOf(cause, {
    full: `The disk is full${then}`,
    read_only: `The disk of the data folder can only be read${then}`,
    other: `The data folder cannot be written (${reason})${then}`
  })
}

function inOne(words: ReadinessWords | null): string | null {
  return words === null ? null : `${words.reason} ${words.remedy}`
}

/** @param title of a session; empty: it has none */
function named(title: string | number): string {
  return title === '' ? 'a session without a title' : `“${isolated(String(title))}”`
}

/** @param at milliseconds since 1970 */
function dated(at: number): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' }).format(at)
}

/** `2026-01-02 03:04`: the same for every reader of the transcript. @param at milliseconds since 1970 */
function minuteOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}
