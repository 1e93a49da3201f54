package dev.tutti.memory.api;

import org.jdbi.v3.core.Handle;

/** Erasure of what memory has of a session, for who erases sessions. Thread-safe. */
public interface MemoryErasure {

  /**
   * Erases the facts that were taken from a session, within the caller's transaction.
   *
   * @return how many
   */
  int ofSession(Handle handle, String owner, String session);

  /** Drops what is in memory of a user's messages; to be called once they are gone. */
  void messagesErased(String owner, String user);
}
