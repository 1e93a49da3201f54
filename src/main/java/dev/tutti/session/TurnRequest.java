package dev.tutti.session;

import java.time.Duration;
import java.util.List;

/**
 * Request for a turn in a session.
 *
 * @param user the end user whom the caller names, empty for none: a session of another one is not
 *     there
 * @param creates whether a session of this name is begun where there is none
 * @param asked what the caller says, may be nothing
 * @param longest how long the turn may last
 */
public record TurnRequest(
    String owner,
    String session,
    String user,
    boolean creates,
    List<NewMessage> asked,
    Duration longest) {

  /** Request of a caller who names no end user, in a session that there is. */
  public static TurnRequest of(
      String owner, String session, List<NewMessage> asked, Duration longest) {
    return new TurnRequest(owner, session, "", false, asked, longest);
  }
}
