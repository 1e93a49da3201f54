package dev.tutti.session;

import dev.tutti.chat.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/**
 * A session, without its messages.
 *
 * @param id its name, which is its owner's alone: another owner's may have the same
 * @param user the end user to whom it belongs, empty where none was named
 * @param lasting whether it is kept until it is deleted; otherwise as long as it is used
 * @param system what every model is told first, may be empty
 * @param model the model that is asked where a post names none, may be empty
 * @param metadata the caller's own
 * @param used when something was said last
 */
public record ChatSession(
    String id,
    String owner,
    String user,
    boolean lasting,
    String title,
    String system,
    String model,
    SessionContext context,
    ObjectNode metadata,
    Instant created,
    Instant used) {
  private static final String CHARACTER = "character";

  /** A new one about which nothing is known but its name, in milliseconds. */
  public static ChatSession begin(String id, String owner, String user, Instant at) {
    var now = at.truncatedTo(ChronoUnit.MILLIS);
    return new ChatSession(
        id, owner, user, true, "", "", "", SessionContext.NONE, Json.object(), now, now);
  }

  /** The same, which is forgotten when nobody uses it. */
  public ChatSession passing() {
    return new ChatSession(
        id, owner, user, false, title, system, model, context, metadata, created, used);
  }

  /** The same with other words about it. */
  public ChatSession described(
      String otherTitle, String otherSystem, String otherModel, SessionContext settings) {
    return new ChatSession(
        id,
        owner,
        user,
        lasting,
        otherTitle,
        otherSystem,
        otherModel,
        settings,
        metadata,
        created,
        used);
  }

  /** The same with other metadata. */
  public ChatSession with(ObjectNode other) {
    return new ChatSession(
        id, owner, user, lasting, title, system, model, context, other, created, used);
  }

  /** A new one that inherits everything but its messages. */
  public ChatSession fork(String name, Instant at) {
    var now = at.truncatedTo(ChronoUnit.MILLIS);
    return new ChatSession(
        name, owner, user, true, title, system, model, context, metadata, now, now);
  }

  /** Id of the character whose conversation it is; empty where it is none's. */
  public String character() {
    return metadata.path(CHARACTER).asString("");
  }

  /** The same as the conversation of a character. */
  public ChatSession ofCharacter(String character) {
    return with(metadata.deepCopy().put(CHARACTER, character));
  }

  /** Whether it is there for a caller who names this end user, or none. */
  public boolean isFor(String caller) {
    return user.isEmpty() || caller.isEmpty() || user.equals(caller);
  }

  /**
   * Sees to it that it is there for a caller who names this end user, or none.
   *
   * @throws dev.tutti.chat.Fault with status 404
   */
  public ChatSession requireFor(String caller) {
    if (!isFor(caller)) {
      throw SessionFaults.session(id);
    }
    return this;
  }

  /** The length of its texts as they are kept. */
  long size() {
    return (long) title.length()
        + system.length()
        + model.length()
        + Json.text(context.json()).length()
        + Json.text(metadata).length();
  }
}
