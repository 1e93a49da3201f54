package dev.tutti.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;

/**
 * Faults about something that is not there, or that belongs to somebody else: nobody learns which
 * of the two it is.
 */
final class NotFoundFaults {
  private NotFoundFaults() {}

  static Fault response(String id, String param) {
    return gone(param, "response", id);
  }

  static Fault conversation(String id) {
    return gone("conversation", "conversation", id);
  }

  static Fault item(String id) {
    return gone("item_id", "item", id);
  }

  private static Fault gone(String param, String kind, String id) {
    return Fault.of(
            FaultCode.INVALID_REQUEST,
            "%s: %s \"%s\" is not here (expected: one of yours that was kept and not deleted)"
                .formatted(param, kind, id))
        .status(404)
        .at(param);
  }
}
