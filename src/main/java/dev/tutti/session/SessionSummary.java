package dev.tutti.session;

import java.time.Instant;
import java.util.List;

/**
 * Summary of the beginning of a session.
 *
 * @param position of the last message that it stands for
 * @param messages the ids of those that it stands for
 * @param model who has written it
 * @param tokens of the text
 */
public record SessionSummary(
    long position, List<String> messages, String model, long tokens, Instant made, String text) {

  /** Keeps a copy of the ids. */
  public SessionSummary {
    messages = List.copyOf(messages);
  }
}
