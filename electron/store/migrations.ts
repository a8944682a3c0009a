/**
 * The shape of the database, as the steps that led to it. A step that has shipped is never edited:
 * a change is a new step at the end. Applied by `migrate.ts`, each in a transaction of its own;
 * `user_version` says how many have been. Foreign keys are not enforced while a step runs.
 *
 * Times are ISO 8601 in UTC with milliseconds, so that text order is the order of time.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE projects (
    id             TEXT NOT NULL PRIMARY KEY,
    path           TEXT NOT NULL UNIQUE,
    name           TEXT NOT NULL,
    trusted        INTEGER NOT NULL DEFAULT 0 CHECK (trusted IN (0, 1)),
    created_at     TEXT NOT NULL,
    last_opened_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE sessions (
    id                    TEXT NOT NULL PRIMARY KEY,
    project_id            TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    agent                 TEXT NOT NULL,
    own_title             TEXT,
    agent_title           TEXT,
    permission_mode       TEXT NOT NULL,
    model                 TEXT,
    archived              INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    created_at            TEXT NOT NULL,
    updated_at            TEXT NOT NULL,
    total_tokens          INTEGER NOT NULL DEFAULT 0,
    message_count         INTEGER NOT NULL DEFAULT 0,
    last_message_at       TEXT,
    first_message_preview TEXT,
    checkpoint            TEXT,
    transcript_file       TEXT
  ) STRICT;
  CREATE INDEX sessions_newest_first ON sessions (project_id, updated_at DESC, id DESC);

  CREATE TABLE permission_rules (
    project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    tool_name  TEXT NOT NULL,
    pattern    TEXT
  ) STRICT;
  CREATE UNIQUE INDEX rules_of_one_subject
    ON permission_rules (project_id, tool_name, pattern) WHERE pattern IS NOT NULL;
  CREATE UNIQUE INDEX rules_of_any_use
    ON permission_rules (project_id, tool_name) WHERE pattern IS NULL;

  CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE sessions ADD COLUMN branch TEXT;
  ALTER TABLE sessions ADD COLUMN deleted_at TEXT;
  DROP INDEX sessions_newest_first;
  CREATE INDEX sessions_newest_first ON sessions (project_id, archived, updated_at DESC, id DESC);
  `,
  `
  CREATE TABLE drafts (
    session_id  TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    text        TEXT NOT NULL,
    attachments TEXT NOT NULL,
    updated_at  TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE app_state (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT;
  `,
  // Whoever trusts a folder has been asked; who did not may never have been.
  `
  ALTER TABLE projects ADD COLUMN trust_answered INTEGER NOT NULL DEFAULT 0 CHECK (trust_answered IN (0, 1));
  UPDATE projects SET trust_answered = trusted;
  `,
  `
  ALTER TABLE sessions ADD COLUMN unseen TEXT CHECK (unseen IN ('done', 'failed'));
  CREATE INDEX sessions_unseen ON sessions (project_id) WHERE unseen IS NOT NULL;
  CREATE INDEX sessions_newest_of_all ON sessions (updated_at DESC, id DESC);
  `,
  // Until here every session worked in its project's own folder.
  `
  ALTER TABLE sessions ADD COLUMN cwd TEXT NOT NULL DEFAULT '';
  UPDATE sessions SET cwd = coalesce((SELECT path FROM projects WHERE projects.id = project_id), '');
  `,
  // What was chosen for one agent stands under its id.
  `
  ALTER TABLE sessions ADD COLUMN effort TEXT;
  INSERT INTO settings (key, value)
    SELECT 'agents', json_object('claude', json_object('program', json_extract(value, '$')))
    FROM settings
    WHERE key = 'claudePath' AND CASE WHEN json_valid(value) THEN json_type(value) = 'text' ELSE 0 END
    ON CONFLICT (key) DO NOTHING;
  DELETE FROM settings WHERE key = 'claudePath';
  `,
  // What is counted of a session is one value of `SessionMetadata`; what statements look for comes out of it.
  `
  ALTER TABLE sessions ADD COLUMN metadata TEXT NOT NULL DEFAULT '{}';
  UPDATE sessions SET metadata = json_object(
    'totalTokens', total_tokens, 'messageCount', message_count,
    'lastMessageAt', last_message_at, 'firstMessagePreview', first_message_preview);
  ALTER TABLE sessions DROP COLUMN total_tokens;
  ALTER TABLE sessions DROP COLUMN message_count;
  ALTER TABLE sessions DROP COLUMN last_message_at;
  ALTER TABLE sessions DROP COLUMN first_message_preview;
  ALTER TABLE sessions ADD COLUMN message_count INTEGER GENERATED ALWAYS AS
    (CASE WHEN json_valid(metadata) THEN coalesce(metadata ->> 'messageCount', 0) ELSE 0 END) VIRTUAL;
  ALTER TABLE sessions ADD COLUMN first_message_preview TEXT GENERATED ALWAYS AS
    (CASE WHEN json_valid(metadata) THEN metadata ->> 'firstMessagePreview' END) VIRTUAL;
  `,
  // Sessions nobody began here, and what a person wants to see no more of them: their transcripts stay with their agents.
  `
  ALTER TABLE projects ADD COLUMN found INTEGER NOT NULL DEFAULT 0 CHECK (found IN (0, 1));
  ALTER TABLE sessions ADD COLUMN origin TEXT NOT NULL DEFAULT 'skein'
    CHECK (origin IN ('skein', 'terminal', 'background', 'other'));
  ALTER TABLE sessions ADD COLUMN git_branch TEXT;
  ALTER TABLE sessions ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1));
  CREATE TABLE unwanted_sessions (id TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE unwanted_projects (path TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
  `
]
