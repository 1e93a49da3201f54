package dev.tutti.session;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request for a turn in a session.
 *
 * @param user the end user whom the caller names, empty for none: a session of another one is not
 *     there
 * @param creates whether a session of this name is begun where there is none
 * @param asked what the caller says, may be nothing
 * @param longest how long the turn may last
 * @param begins how a session of this name begins where there is none; null where {@code creates}
 *     says all about it
 */
public record TurnRequest(
    String owner,
    String session,
    String user,
    boolean creates,
    List<NewMessage> asked,
    Duration longest,
    @Nullable ChatSession begins) {

  /** Request that knows nothing of a session but its name. */
  public TurnRequest(
      String owner,
      String session,
      String user,
      boolean creates,
      List<NewMessage> asked,
      Duration longest) {
    this(owner, session, user, creates, asked, longest, null);
  }

  /** Whether a session of this name is begun where there is none. */
  boolean mayBegin() {
    return creates || begins != null;
  }

  /** The same where a session is begun that is to be like this one. */
  TurnRequest beginning(@Nullable ChatSession like) {
    return new TurnRequest(owner, session, user, creates, asked, longest, like);
  }

  /** Request of a caller who names no end user, in a session that there is. */
  public static TurnRequest of(
      String owner, String session, List<NewMessage> asked, Duration longest) {
    return new TurnRequest(owner, session, "", false, asked, longest);
  }
}
