/**
 * The identifiers of the house, branded so that one kind is never passed for another.
 * Session and command ids are UUIDs minted where the thing first exists: in the window.
 */
import { z } from 'zod'

/** UUID the server mints; a project's real path is unique, too. */
export const ProjectId = z.uuid().brand('ProjectId')
export type ProjectId = z.infer<typeof ProjectId>

/** UUID v4, minted in the renderer before anything is stored; Claude Code names its transcript by it. */
export const SessionId = z.uuid().brand('SessionId')
export type SessionId = z.infer<typeof SessionId>

/** Claude's answers are named by their API message id, everything else by a UUID. */
export const MessageId = z.string().min(1).max(200)
export type MessageId = z.infer<typeof MessageId>

/** The id a client gives a command; sent twice, it is carried out once. */
export const CommandId = z.uuid()
export type CommandId = z.infer<typeof CommandId>

/**
 * `claude`, `guide`, or `acp:<name>` for any other agent that speaks ACP. One of another version of Skein is an id all the
 * same: whoever wants something of it is told that there is no such agent here.
 */
export const AgentId = z.string().min(1).max(200)
export type AgentId = z.infer<typeof AgentId>

/** The forms an agent's id has in this version: what somebody asks for anew is one of them. */
export const KnownAgentId = AgentId.regex(/^(?:claude|guide|acp:.+)$/su)
