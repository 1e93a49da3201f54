package dev.tutti.memory.api;

import dev.tutti.chat.Json;
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
  private static final String CHARACTER = "character";

  /** Beginning of ids of characters; owners may have other words under that name. */
  private static final String CHARACTER_ID = "char_";

  /** Metadata of what was said to a character, who alone remembers it; empty for everybody. */
  public static ObjectNode heardBy(String character) {
    return character.isEmpty() ? Json.object() : Json.object().put(CHARACTER, character);
  }

  /** Id of the character who alone remembers it; empty for everybody. */
  public String character() {
    return character(metadata);
  }

  static String character(ObjectNode metadata) {
    var id = metadata.path(CHARACTER).asString("");
    return id.startsWith(CHARACTER_ID) ? id : "";
  }

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
