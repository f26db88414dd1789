/**
 * The tables of the update log. An update lies in `updates` until a snapshot covers it, then in one
 * row of `packed` together with its neighbours; or in `quarantine` when it could not be read.
 */
export const UPDATE_LOG_SCHEMA = `
  CREATE TABLE IF NOT EXISTS updates (
    story_id TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
    authors TEXT NOT NULL, crc INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (story_id, seq));
  CREATE TABLE IF NOT EXISTS claims (
    story_id TEXT NOT NULL, client_id INTEGER NOT NULL, user_id TEXT NOT NULL,
    PRIMARY KEY (story_id, client_id));
  CREATE TABLE IF NOT EXISTS fact_authorship (
    story_id TEXT NOT NULL, fact_id TEXT NOT NULL, created_by TEXT NOT NULL,
    last_edited_by TEXT NOT NULL, last_edited_at INTEGER NOT NULL,
    PRIMARY KEY (story_id, fact_id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS snapshots (
    story_id TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
    crc INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (story_id, seq));
  CREATE TABLE IF NOT EXISTS openings (
    story_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, crc INTEGER NOT NULL, bytes BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS packed (
    story_id TEXT NOT NULL, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL,
    from_at INTEGER NOT NULL, to_at INTEGER NOT NULL, crc INTEGER NOT NULL,
    entries BLOB NOT NULL, updates BLOB NOT NULL,
    PRIMARY KEY (story_id, first_seq));
  CREATE TABLE IF NOT EXISTS quarantine (
    story_id TEXT NOT NULL, kind TEXT NOT NULL, first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL, from_at INTEGER, to_at INTEGER, authors TEXT NOT NULL,
    reason TEXT NOT NULL, is_lost INTEGER NOT NULL, crc INTEGER, bytes BLOB,
    PRIMARY KEY (story_id, kind, first_seq)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS epochs (
    story_id TEXT PRIMARY KEY, epoch TEXT NOT NULL) WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS updates_no_update BEFORE UPDATE ON updates
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER IF NOT EXISTS packed_no_update BEFORE UPDATE ON packed
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;`
