package dev.tutti.memory.api;

import java.time.Instant;
import java.util.List;

/**
 * A turn of a conversation, from which facts may be taken.
 *
 * @param said what the user has said in it, in their order, without anything that was recalled
 * @param answer what the model has answered, which is context only; may be empty
 * @param character id of the character to whom it was said, who alone remembers it; empty for
 *     everybody
 */
public record MemoryTurn(
    String owner,
    String user,
    String session,
    List<Utterance> said,
    String answer,
    String character) {
  /** A turn that everybody remembers. */
  public MemoryTurn(
      String owner, String user, String session, List<Utterance> said, String answer) {
    this(owner, user, session, said, answer, "");
  }

  /** Copies the list. */
  public MemoryTurn {
    said = List.copyOf(said);
  }

  /** Message of the user. */
  public record Utterance(String message, String text, Instant at) {}
}
