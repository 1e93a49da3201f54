package dev.tutti.recording;

import dev.tutti.call.Caller;
import java.time.Instant;

/**
 * Where a body is from, for who erases a session.
 *
 * @param session that its caller named, empty for none
 * @param began when the model was asked
 */
record BodyOrigin(String owner, String session, Instant began) {
  static BodyOrigin of(Caller caller, Instant began) {
    return new BodyOrigin(caller.owner(), caller.session(), began);
  }
}
