/** `/api/vault`: the copies Skein keeps of what agents wrote, what would be lost without them, and how long agents keep it. */
import { z } from 'zod'
import { SessionId } from './ids.ts'

/** `projects`: only sessions of projects that were opened in Skein. */
export const VaultProtects = z.enum(['all', 'projects'])
export type VaultProtects = z.infer<typeof VaultProtects>

/** What a person chose about it. */
export const VaultChoice = z.object({ enabled: z.boolean(), protects: VaultProtects })
export type VaultChoice = z.infer<typeof VaultChoice>

/** `PUT /api/vault`. What was copied stays when it is switched off. */
export const ChangeVault = z.strictObject({ enabled: z.boolean(), protects: VaultProtects.optional() })
export type ChangeVault = z.infer<typeof ChangeVault>

/** How many of the sessions in the vault have been read. */
export const VaultProgress = z.object({ done: z.number().int(), total: z.number().int() })
export type VaultProgress = z.infer<typeof VaultProgress>

/** A session whose transcript its agent's own clean-up deletes. */
export const Expiring = z.object({
  sessionId: SessionId,
  deletedAt: z.iso.datetime(),
  /** Of the first of them: where the session is listed, and what it is called. */
  projectId: z.string().optional(),
  title: z.string().optional()
})
export type Expiring = z.infer<typeof Expiring>

/** How long an agent keeps its transcripts. */
export const Retention = z.object({
  agent: z.string(),
  days: z.number().int().positive(),
  /** The file of the person's that says so, or would. */
  path: z.string(),
  /** False: nothing is said there, and this is what the agent does then. */
  isChosen: z.boolean()
})
export type Retention = z.infer<typeof Retention>

/** `GET /api/vault` */
export const VaultState = z.object({
  enabled: z.boolean(),
  /** Whether it was ever switched on or off: whoever never did is asked. */
  isChosen: z.boolean(),
  /** What the copies take on the disk. */
  bytes: z.number(),
  /** Sessions of which there are copies. */
  sessions: z.number().int(),
  protects: VaultProtects,
  /** All that are deleted within seven days, soonest first. */
  expiring: z.array(Expiring),
  /** Transcripts on this machine, without what lies beside them. */
  originals: z.object({ sessions: z.number().int(), bytes: z.number() }),
  retention: z.array(Retention),
  /** While one runs. */
  verifying: VaultProgress.nullable()
})
export type VaultState = z.infer<typeof VaultState>

/** A session of which something is not as it was written, and of which files. */
export const DamagedCopy = z.object({ sessionId: SessionId, files: z.array(z.string()) })
export type DamagedCopy = z.infer<typeof DamagedCopy>

/** `POST /api/vault/verify` answers when all was read. */
export const Verified = z.object({ sessions: z.number().int(), damaged: z.array(DamagedCopy) })
export type Verified = z.infer<typeof Verified>

/** `POST /api/vault/restore` */
export const RestoreSession = z.strictObject({ sessionId: SessionId })
export type RestoreSession = z.infer<typeof RestoreSession>

/** What came back, and where it lies. */
export const RestoredSession = z.object({
  sessionId: SessionId,
  /** Where the transcript lies again. */
  path: z.string(),
  files: z.number().int(),
  bytes: z.number()
})
export type RestoredSession = z.infer<typeof RestoredSession>

/**
 * `GET /api/vault/sessions/:sessionId`. `gone`: it is read from its copy, its original is not where its agent keeps it.
 */
export const KeptSession = z.object({ isKept: z.boolean(), isGone: z.boolean() })
export type KeptSession = z.infer<typeof KeptSession>

/** Days an agent may be told to keep transcripts: a century is for ever. */
const Days = z.number().int().min(1).max(36_500)

/** `GET /api/vault/retention?agent&days`: what would be written, before anything is. */
export const RetentionQuery = z.strictObject({ agent: z.string().min(1), days: z.coerce.number().pipe(Days) })
/** The change of an agent's settings file as it would be written. */
export const RetentionChange = z.object({
  agent: z.string(),
  days: z.number().int(),
  path: z.string(),
  /** The whole file as it is; null when there is none. */
  before: z.string().nullable(),
  after: z.string(),
  /** Of what is there now: it is written only in its place. */
  version: z.string()
})
export type RetentionChange = z.infer<typeof RetentionChange>

/** `PUT /api/vault/retention` */
export const LengthenRetention = z.strictObject({
  agent: z.string().min(1),
  days: Days,
  version: z.string().min(1)
})
export type LengthenRetention = z.infer<typeof LengthenRetention>
