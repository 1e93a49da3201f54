package dev.tutti.character.chat;

import org.jspecify.annotations.Nullable;

/**
 * Visit of a caller to a character: what is said of the conversation, without what is said in it.
 *
 * @param character its name or id
 * @param session the caller's name of the conversation; empty for a new one
 * @param user the end user, empty where none is named
 * @param userName what {@code {{user}}} stands for, empty for the end user
 * @param model that plays, empty for the session's or the usual one
 * @param greeting number of the greeting that a new session begins with, 0 for the first; null for
 *     none
 */
public record CharacterVisit(
    String character,
    String session,
    String user,
    String userName,
    String model,
    @Nullable Integer greeting) {

  /** The same on behalf of an end user. */
  public CharacterVisit forUser(String endUser) {
    return new CharacterVisit(character, session, endUser, userName, model, greeting);
  }

  boolean wantsGreeting() {
    return greeting != null;
  }
}
