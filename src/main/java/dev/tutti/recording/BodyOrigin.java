package dev.tutti.recording;

import dev.tutti.call.Caller;
import java.time.Instant;

/**
 * Where a body is from, for who erases a session.
 *
 * @param user the end user, empty for none: a skill keeps the session of one under a name with an
 *     {@code @} and the user where it is another one's
 * @param session that its caller named, empty for none
 * @param began when the model was asked
 */
record BodyOrigin(String owner, String user, String session, Instant began) {
  static BodyOrigin of(Caller caller, Instant began) {
    return new BodyOrigin(caller.owner(), caller.user(), caller.session(), began);
  }
}
