package dev.tutti.session;

import dev.tutti.chat.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that was said, to be kept.
 *
 * @param id its name in its session
 * @param dialect the words in which it is said
 * @param model who said it, as the caller named the model; empty for what was given
 * @param response the response that it belongs to, empty for none
 * @param at when it was said
 * @param pinned whether every view has it
 * @param metadata the caller's own
 * @param tokens as they were counted, 0 where they were not
 * @param dependence of a user's message on what was said before, empty where nobody has decided
 * @param json as it was said
 */
public record NewMessage(
    String id,
    MessageDialect dialect,
    String model,
    String response,
    Instant at,
    boolean pinned,
    ObjectNode metadata,
    long tokens,
    String dependence,
    ObjectNode json) {
  private static final String REMEMBERED = "remembered";

  /** Something whose tokens were not counted. */
  public NewMessage(
      String id,
      MessageDialect dialect,
      String model,
      String response,
      Instant at,
      ObjectNode json) {
    this(id, dialect, model, response, at, false, Json.object(), 0, "", json);
  }

  /** A message of a chat that was given to a model. */
  public static NewMessage given(String id, Instant at, ObjectNode json) {
    return new NewMessage(id, MessageDialect.CHAT, "", "", at, json);
  }

  /** A message of a chat that a model has said. */
  public static NewMessage said(String id, String model, Instant at, ObjectNode json) {
    return new NewMessage(id, MessageDialect.CHAT, model, "", at, json);
  }

  /** The same of which nothing is remembered about the end user. */
  public NewMessage forgotten() {
    return with(metadata.deepCopy().put(REMEMBERED, false));
  }

  /** Whether facts about the end user may be taken from the turn that it answers. */
  public boolean isRemembered() {
    return metadata.path(REMEMBERED).asBoolean(true);
  }

  /** The same with metadata. */
  public NewMessage with(ObjectNode other) {
    return new NewMessage(
        id, dialect, model, response, at, pinned, other, tokens, dependence, json);
  }

  /** The same with what was counted and decided about it. */
  public NewMessage counted(long number, String degree) {
    return new NewMessage(id, dialect, model, response, at, pinned, metadata, number, degree, json);
  }

  /** The same, pinned or not. */
  public NewMessage pinned(boolean always) {
    return new NewMessage(
        id, dialect, model, response, at, always, metadata, tokens, dependence, json);
  }
}
