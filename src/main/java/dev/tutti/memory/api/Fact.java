package dev.tutti.memory.api;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sentence that is remembered about an end user.
 *
 * @param id such as {@code mem_4f...}
 * @param user the owner's end user whom it is about
 * @param text in the language in which it was said
 * @param metadata whatever the owner keeps with it
 * @param supersededBy id of the fact that took its place, empty where none did or that one is gone
 * @param confidence how sure who took it from a message was, 0 to 1
 */
public record Fact(
    String id,
    String owner,
    String user,
    String text,
    ObjectNode metadata,
    FactState state,
    String supersededBy,
    Provenance provenance,
    double confidence,
    Times times) {

  /**
   * Times of a fact.
   *
   * @param expires when it is forgotten, {@link #NEVER} for never
   */
  public record Times(Instant created, Instant updated, Instant expires) {
    /** Expiry of what does not expire. */
    public static final Instant NEVER = Instant.MAX;

    /** Whether it is to be forgotten. */
    public boolean expired(Instant now) {
      return !now.isBefore(expires);
    }
  }
}
