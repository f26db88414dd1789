import type { Pool } from 'pg'

/**
 * The tables of the update log, as in SQLite (sqlite/update-log-schema.ts), and what only several
 * nodes need: `heads`, the last sequence number of each story, whose row is locked by whoever adds
 * to the story; pictures, which otherwise are files; and the fingerprint of the secret.
 */
const LOG_SCHEMA = `
  CREATE SCHEMA IF NOT EXISTS log;
  CREATE TABLE IF NOT EXISTS log.heads (
    story_id text PRIMARY KEY, seq bigint NOT NULL) WITH (fillfactor = 50);
  CREATE TABLE IF NOT EXISTS log.updates (
    story_id text NOT NULL, seq bigint NOT NULL, at bigint NOT NULL, authors text NOT NULL,
    crc bigint NOT NULL, bytes bytea NOT NULL, batch uuid NOT NULL,
    PRIMARY KEY (story_id, seq));
  CREATE TABLE IF NOT EXISTS log.claims (
    id bigint GENERATED ALWAYS AS IDENTITY, story_id text NOT NULL, client_id bigint NOT NULL,
    user_id text NOT NULL, seq bigint NOT NULL,
    PRIMARY KEY (story_id, client_id));
  CREATE TABLE IF NOT EXISTS log.fact_authorship (
    story_id text NOT NULL, fact_id text NOT NULL, created_by text NOT NULL,
    last_edited_by text NOT NULL, last_edited_at bigint NOT NULL, seq bigint NOT NULL,
    PRIMARY KEY (story_id, fact_id));
  CREATE TABLE IF NOT EXISTS log.snapshots (
    story_id text NOT NULL, seq bigint NOT NULL, at bigint NOT NULL, crc bigint NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (story_id, seq));
  CREATE TABLE IF NOT EXISTS log.openings (
    story_id text PRIMARY KEY, seq bigint NOT NULL, crc bigint NOT NULL, bytes bytea NOT NULL);
  CREATE TABLE IF NOT EXISTS log.packed (
    story_id text NOT NULL, first_seq bigint NOT NULL, last_seq bigint NOT NULL,
    from_at bigint NOT NULL, to_at bigint NOT NULL, crc bigint NOT NULL,
    entries bytea NOT NULL, updates bytea NOT NULL,
    PRIMARY KEY (story_id, first_seq));
  CREATE TABLE IF NOT EXISTS log.quarantine (
    story_id text NOT NULL, kind text NOT NULL, first_seq bigint NOT NULL,
    last_seq bigint NOT NULL, from_at bigint, to_at bigint, authors text NOT NULL,
    reason text NOT NULL, is_lost bigint NOT NULL, crc bigint, bytes bytea,
    PRIMARY KEY (story_id, kind, first_seq));
  CREATE TABLE IF NOT EXISTS log.epochs (story_id text PRIMARY KEY, epoch text NOT NULL);
  CREATE TABLE IF NOT EXISTS log.media (sha256 text PRIMARY KEY, bytes bytea NOT NULL);
  CREATE TABLE IF NOT EXISTS log.secret (
    one boolean PRIMARY KEY DEFAULT true CHECK (one), fingerprint text NOT NULL);
  CREATE OR REPLACE FUNCTION log.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'append-only'; END $$;
  CREATE OR REPLACE TRIGGER updates_no_update BEFORE UPDATE ON log.updates
    EXECUTE FUNCTION log.refuse_change();
  CREATE OR REPLACE TRIGGER packed_no_update BEFORE UPDATE ON log.packed
    EXECUTE FUNCTION log.refuse_change();`

/** Any number, the same for every node; another than that of the relational side. */
const SCHEMA_LOCK = 7_305_152

/** Makes the tables that are not there yet; nodes that start at the same time do it in turn. */
export async function makeLogTables(pool: Pool): Promise<void> {
  // Several statements in one query are one transaction, at the end of which the lock is let go.
  await pool.query(`SELECT pg_advisory_xact_lock(${SCHEMA_LOCK}); ${LOG_SCHEMA}`)
}
