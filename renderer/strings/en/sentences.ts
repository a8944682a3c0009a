/** What went wrong, by its code: refusals, problems, failed turns. The server's own sentences are these. Pure. */
import type { Parameters } from '../../../shared/errors.ts'
import { oneOf } from '../sentence.ts'
import type { Sentence } from '../sentence.ts'

const english = {
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
  agent_not_found: ({ why, file, place, by }) => {
    const unsafe = (what: string): string =>
      `${what} (${file}) is not started: others could have changed it. ${handOf(place, by)}, or choose another program in the settings, then try again.`
    return oneOf(why, {
      missing:
        'Claude Code was not found on this machine. Install Claude Code (https://code.claude.com/docs/en/setup), or choose its program in the settings, then try again.',
      unsafe: unsafe('Claude Code'),
      chosen_unsafe: unsafe('The program chosen in the settings'),
      chosen_missing: `The program chosen in the settings, ${file}, does not exist or cannot be run. Choose another program in the settings (its full path), or clear the choice to have Claude Code looked for.`
    })
  },
  agent_writes_lost: ({ lost, cause }) => {
    const why = cause === 'quota' ? 'the disk quota was used up' : 'the disk was full'
    const could = (what: string): string =>
      `Claude Code could not save ${what}: ${why}. Free some space before you go on.`
    return oneOf(lost, {
      settings: could('changes to its own settings'),
      session: could('part of this session. When it goes on, it may have forgotten that part')
    })
  },
  bad_answer: ({ reason }) =>
    reason === undefined ? null : `The server's answer was not understood (${reason}). Reload the page.`,
  bad_cursor: ({ of }) =>
    of === 'list'
      ? 'This place in the list is not known. Load the list from its beginning.'
      : 'This place in the session is not known. Load the newest messages again.',
  bad_frame: ({ from, reason }) => {
    if (reason === undefined)
      return 'The server could not read this. Reload the page; if it happens again, shorten the message.'
    return from === 'server'
      ? `The server said something this page does not understand (${reason}). Reload the page.`
      : `This frame was not understood: ${reason}.`
  },
  bad_request: ({ reason }) => (reason === undefined ? 'The request was not understood.' : `${reason}.`),
  body_too_large: ({ most }) => (most === undefined ? null : `This is larger than ${most}.`),
  cannot_fork: ({ why, agent, reason }) => {
    const could = (because: string): string => `${agent} cannot fork this session: ${because}`
    return oneOf(why, {
      no_middle: `${agent} cannot go on from the middle of a session.`,
      moved: could('its transcript was moved or deleted.'),
      not_held: could('its transcript does not hold this message.'),
      copy: could(`the copy could not be made (${reason}).`)
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
  cannot_write: ({ file, error, reason }) => {
    if (file === undefined) return null
    if (file === '') return 'The place to export to must be a full path.'
    return `${file} cannot be written: ${writeTrouble[error ?? ''] ?? `${reason}.`}`
  },
  closed: () => 'The connection was closed before the server answered.',
  closing: () => 'Skein is closing. Try again in a moment.',
  crashed: ({ at, file }) =>
    typeof at !== 'number'
      ? null
      : `Skein, or one of its windows, crashed on ${dated('en', at)}. Your sessions are kept. A crash dump lies at ${file}; nothing was sent to anybody.`,
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
    if (file === undefined) return null
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
    if (program === undefined) return null
    const advice =
      chosen === 1
        ? 'Check the editor in the settings: the full path of its program works best.'
        : 'Choose an editor in the settings.'
    return `${program} could not open it (${reason}). ${advice}`
  },
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
    folder === undefined
      ? null
      : `The folder ${folder} does not exist any more or cannot be read. Bring it back, or open the project from where it is now.`,
  folder_not_opened: ({ folder, reason }) =>
    folder === undefined
      ? null
      : `The folder ${folder} could not be opened (${reason}). Open it in your file manager.`,
  folder_unreadable: ({ path }) =>
    path === undefined
      ? null
      : `“${path}” cannot be read with your rights. Change them or open another folder.`,
  forbidden: () => 'Skein does not accept connections from this page.',
  guide_failed: ({ reason }) =>
    reason === undefined
      ? 'This turn failed because you asked for it. Send another message to go on.'
      : `The guide could not finish this turn (${reason}). Send the message again to retry.`,
  internal: () => 'Something went wrong in Skein. The log says more.',
  journal_damaged: ({ file, title }) => {
    if (file !== undefined)
      return `A journal of a turn that was running when Skein stopped cannot be read, so the end of an answer may be missing. It was set aside as ${file}.`
    if (title === undefined) return null
    return `The journal of ${named(title)} was damaged. What could be read of its queue is kept: look whether all that you had queued is there.`
  },
  journal_unavailable: (given) =>
    because(
      given,
      '. The session goes on, but an answer that is still running would be lost if Skein stopped now. Free some space to be safe again.'
    ),
  key_unreadable: ({ reason }) =>
    reason === undefined
      ? null
      : `The API key that Skein keeps for Claude Code cannot be read (${reason}). Unlock the keychain of your system, or remove the key in the settings and give it again.`,
  max_turns: () =>
    'Claude Code stopped after the most steps one turn may take. Send a message to let it go on.',
  message_not_found: () => 'This session has no such message.',
  no_project: () => 'This address names no project. Open a project first.',
  no_such_file: () => 'There is no such file.',
  no_such_route: () => 'There is no such route.',
  not_a_folder: ({ why, path }) =>
    oneOf(why, {
      elsewhere: `“${path}” leads off this machine, and a link may not have that looked at. Open it yourself.`,
      not_full: `Give the full path of a folder; “${path}” is not one.`,
      file: `“${path}” is a file. Open the folder it is in.`,
      missing: `There is no folder at “${path}”.`
    }),
  not_connected: () => 'This session is not connected. Reconnect, then try again.',
  not_for_pages: () => 'No page comes in this way from this address.',
  not_kept: (given) => notKept(given),
  not_queued: () => 'That message has been sent already or was removed before.',
  not_saved: () =>
    'A part of this session could not be saved yet, so it cannot go back. Free some space, then try again.',
  permission_mode_refused: () =>
    'Claude Code does not skip permissions for the root user. Choose another permission mode, or run Skein as an ordinary user.',
  permission_settled: () => 'This request has been answered already, or the turn is over.',
  project_not_found: () => 'This project is not known here. It may have been removed from the list.',
  queue_not_started: (given) => {
    const why = notKept(given)
    return why === null ? null : `The next queued message was not started. ${why}`
  },
  recovery_failed: ({ reason }) =>
    reason === undefined
      ? null
      : `An answer that was running when Skein stopped could not be restored (${reason}). It is kept in the data folder and tried again when its session is opened.`,
  request_failed: ({ status }) =>
    status === undefined ? null : `The server refused this (HTTP ${status}). Try again.`,
  resume_failed: () =>
    'Claude Code no longer has this conversation: its transcript was moved or deleted. Start a new session to go on.',
  rule_not_found: () => 'This rule was taken back before.',
  session_deleted: () => 'This session is being deleted. Take the deletion back, or begin a new session.',
  session_elsewhere: () => 'This session belongs to another project. Open it there.',
  session_not_found: () => 'There is no such session in this project.',
  timeout: () => 'Skein did not answer in time. It may be very busy; try again in a moment.',
  too_big: () => 'This message is larger than 32 MB. Send fewer or smaller attachments.',
  tool_result_not_found: () => 'The transcript holds no result of this tool use.',
  transcript_damaged: ({ lines }) => {
    if (lines === undefined) return null
    const [count, they] = lines === 1 ? ['1 line', 'it'] : [`${lines} lines`, 'they']
    return `${count} of this transcript could not be read: a write was cut off, and what ${they} said is lost. Everything else is here.`
  },
  transcript_not_written: ({ reason }) =>
    reason === undefined
      ? null
      : `The transcript could not be written (${reason}). Free some space: what is on screen now is not saved yet. It is tried again until it is.`,
  transcript_torn: ({ title }) =>
    title === undefined
      ? null
      : `The last line of the transcript of ${named(title)} had been cut off, by a crash or a full disk. What that line held is lost; everything else is there.`,
  transcript_unreadable: ({ reason, file }) =>
    reason === undefined
      ? null
      : `The transcript of this session cannot be read (${reason}). Check the rights of ${file}.`,
  turn_running: () => 'A turn is running. Stop it first, then go back.',
  unauthorized: () =>
    'This page is not signed in to Skein any more. Open it again with the link Skein printed.',
  unknown_agent: ({ agent }) =>
    agent === undefined
      ? 'There is no such agent in this version of Skein.'
      : `There is no agent “${agent}” in this version of Skein.`,
  unknown_permission_mode: ({ agent, mode }) =>
    agent === undefined ? null : `${agent} has no mode “${mode}”.`,
  unproven: () =>
    'Whoever answers at this address could not show that it is Skein, so it was told nothing. Open the link that Skein printed when it started.',
  unreachable: () =>
    'Skein could not be reached. It may have been closed; start it again, then try once more.',
  upgrade_required: () => 'This address takes WebSocket connections only.',
  wrong_session: () => 'This message belongs to another session and was not sent.'
} satisfies Readonly<Record<string, Sentence>>

export type SentenceCode = keyof typeof english

export const sentences: Readonly<Record<SentenceCode, Sentence>> = english

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

function handOf(place: string | number | undefined, by: string | number | undefined): string {
  return by === 'owner'
    ? `${place} belongs to another user of this machine. Make it yours if you trust what is in it (\`sudo chown "$USER" '${place}'\`)`
    : `Other users of this machine may write to ${place}. Close it to others (\`chmod go-w '${place}'\`)`
}

function named(title: string | number): string {
  return title === '' ? 'a session without a title' : `“${title}”`
}

/** As people write a moment. @param at milliseconds since 1970 */
export function dated(language: string, at: number): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(at)
}
