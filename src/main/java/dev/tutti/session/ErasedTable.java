package dev.tutti.session;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * The SQL of sessions that were erased lately. Whoever writes what a call of a session has said,
 * such as a recorded body, looks here in the same transaction, and writes nothing of a call that
 * began before its session was erased: so nothing of it comes later, whether or not there is
 * another session of this name by then.
 */
final class ErasedTable {
  /** Far longer than any call lasts. */
  private static final Duration KEPT = Duration.ofDays(2);

  private static final String PUT =
      """
      INSERT INTO session_erased (owner, session, erased_at) VALUES (:owner, :session, :at)
      ON CONFLICT (owner, session) DO UPDATE SET erased_at = max(erased_at, excluded.erased_at)\
      """;

  private ErasedTable() {}

  /** Notes that a session is erased. */
  static void put(Handle handle, ChatSession session, Instant at) {
    handle
        .createUpdate(PUT)
        .bind("owner", session.owner())
        .bind("session", session.id())
        .bind("at", at.toEpochMilli())
        .execute();
  }

  /** Forgets those whose calls have all ended. */
  static void forgetOld(Handle handle, Instant now) {
    handle
        .createUpdate("DELETE FROM session_erased WHERE erased_at < :before")
        .bind("before", now.minus(KEPT).toEpochMilli())
        .execute();
  }
}
