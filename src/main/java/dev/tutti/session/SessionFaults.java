package dev.tutti.session;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;

/**
 * Faults about sessions. What belongs to somebody else is not there: nobody learns which of the two
 * it is.
 */
final class SessionFaults {
  static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private SessionFaults() {}

  static Fault session(String id) {
    return gone("session", id);
  }

  static Fault message(String id) {
    return gone("message", id);
  }

  private static Fault gone(String kind, String id) {
    return Fault.of(
            FaultCode.INVALID_REQUEST,
            "%s \"%s\" is not here (expected: one of yours that was not deleted)"
                .formatted(kind, id))
        .status(NOT_FOUND)
        .at(kind);
  }

  static Fault late(String id) {
    return Fault.of(
        FaultCode.DEADLINE_EXCEEDED,
        "session \"%s\": the turn was over before its answer (expected: sooner)".formatted(id));
  }

  static Fault busy(String id, Duration waited) {
    return Fault.of(
            FaultCode.OVERLOADED,
            ("session \"%s\": not free within %d s, as another server answers in it or one of this"
                    + " name is being erased (expected: sooner)")
                .formatted(id, waited.toSeconds()))
        .after(AGAIN);
  }

  static Fault exists(String id) {
    return Fault.of(
            FaultCode.INVALID_REQUEST,
            "id: \"%s\" is a session of yours already (expected: another name, or none)"
                .formatted(id))
        .status(CONFLICT)
        .at("id");
  }
}
