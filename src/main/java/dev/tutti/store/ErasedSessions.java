package dev.tutti.store;

/**
 * Condition of SQL for whoever writes what a call of a session has said: it is false of calls that
 * began before their session was erased. It looks in the same transaction, so that nothing of such
 * a call comes later, whether or not there is another session of this name by then.
 */
public final class ErasedSessions {
  /**
   * The condition; its parameters are {@code :owner}, {@code :user}, {@code :session} and {@code
   * :began}. A skill keeps the session of an end user under a name with an {@code @} and the user
   * where another one has a session of this name, whose end is none of theirs.
   */
  public static final String NOT_ERASED =
      """
      NOT EXISTS (SELECT 1 FROM session_erased AS erased
        WHERE erased.owner = :owner AND erased.erased_at >= :began
          AND (erased.session = :session || '@' || :user
            OR erased.session = :session AND NOT EXISTS (SELECT 1 FROM session AS own
              WHERE own.owner = :owner AND own.id = :session || '@' || :user)))\
      """;

  private ErasedSessions() {}
}
