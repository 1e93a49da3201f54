package dev.tutti.recording;

import java.time.Instant;

/**
 * What one model was asked, and what it answered.
 *
 * @param at when the answer ended
 * @param request as JSON, redacted; cut where it was long
 * @param answer the same of the answer; empty where none came
 * @param cut whether one of them was cut
 */
public record RecordedBody(
    String call, Instant at, String model, String request, String answer, boolean cut) {

  /** Whether something stands in the request that is put in the place of what is taken out. */
  public boolean isRedacted() {
    return Redaction.isIn(request);
  }
}
