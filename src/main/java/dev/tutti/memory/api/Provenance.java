package dev.tutti.memory.api;

import java.time.Instant;

/**
 * Place where something was said.
 *
 * @param session the session, empty for what was not said in one
 * @param message the message, empty for what was not said in one
 * @param at when it was said
 */
public record Provenance(String session, String message, Instant at) {
  /** Origin of what somebody told the memory itself. */
  public static Provenance told(Instant at) {
    return new Provenance("", "", at);
  }
}
