package dev.tutti.character;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;

/**
 * Name of a character as a model: {@code character:NAME} or {@code character:NAME@MODEL}. The last
 * {@code @} stands before the model, so that a character whose name has one is named with a model
 * or by its id.
 *
 * @param character its name or id
 * @param player the model that plays it; empty where none is named
 */
public record CharacterName(String character, String player) {
  /** Beginning of every such name. */
  public static final String PREFIX = "character:";

  /**
   * Reads one.
   *
   * @throws Fault {@code model_not_found}
   */
  public static CharacterName read(String name) {
    var rest = name.substring(PREFIX.length());
    int at = rest.lastIndexOf('@');
    if (rest.isBlank() || at == 0 || at == rest.length() - 1) {
      throw Fault.of(
          FaultCode.MODEL_NOT_FOUND,
          "model: \"%s\" (expected: character:NAME or character:NAME@MODEL)".formatted(name));
    }
    return at < 0
        ? new CharacterName(rest, "")
        : new CharacterName(rest.substring(0, at), rest.substring(at + 1));
  }

  /** Whether it names the model that plays. */
  boolean hasPlayer() {
    return !player.isEmpty();
  }

  /** The name as callers write it. */
  public String text() {
    return hasPlayer() ? PREFIX + character + '@' + player : PREFIX + character;
  }
}
