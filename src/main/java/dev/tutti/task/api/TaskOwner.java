package dev.tutti.task.api;

import dev.tutti.call.Caller;

/**
 * On whose behalf a task runs.
 *
 * @param owner who sees it, empty for callers without a key
 * @param key id of the key that has submitted it, by whose rights it runs; may be empty
 * @param user the end user, may be empty
 * @param session may be empty
 */
public record TaskOwner(String owner, String key, String user, String session) {
  /** The owner that a caller is. */
  public static TaskOwner of(Caller caller) {
    return new TaskOwner(caller.owner(), caller.key(), caller.user(), caller.session());
  }

  /** The same caller, by the rights of this moment. */
  public Caller caller(Caller rights) {
    return rights.forUser(user).inSession(session);
  }
}
