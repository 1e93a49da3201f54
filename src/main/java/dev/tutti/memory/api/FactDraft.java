package dev.tutti.memory.api;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fact that is to be kept.
 *
 * @param expires when it is forgotten, {@link Fact.Times#NEVER} for never
 * @param supersedes ids of the user's facts that hold no longer
 */
public record FactDraft(
    String user,
    String text,
    ObjectNode metadata,
    Provenance provenance,
    double confidence,
    Instant expires,
    List<String> supersedes) {

  /** Copies the list. */
  public FactDraft {
    supersedes = List.copyOf(supersedes);
  }

  /** Id of the character who alone will remember it; empty for everybody. */
  public String character() {
    return Fact.character(metadata);
  }
}
