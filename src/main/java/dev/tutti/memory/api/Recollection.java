package dev.tutti.memory.api;

import tools.jackson.databind.node.ObjectNode;

/**
 * A fact or a message that a question called up.
 *
 * @param id of the fact or of the message
 * @param score how well it fits, above 0; comparable within one search only
 * @param metadata of the fact or of the message
 */
public record Recollection(
    String id, String text, double score, Kind kind, Provenance source, ObjectNode metadata) {

  /** The same with another score. */
  public Recollection scoring(double other) {
    return new Recollection(id, text, other, kind, source, metadata);
  }

  /** What it is. */
  public enum Kind {
    FACT,
    MESSAGE
  }
}
