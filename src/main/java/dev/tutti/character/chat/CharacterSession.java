package dev.tutti.character.chat;

import dev.tutti.character.StoredCharacter;
import dev.tutti.session.ChatSession;

/**
 * Session of a conversation with a character.
 *
 * @param session as it is, or as it will begin
 * @param isNew whether it is to begin
 * @param isBound whether it is known to be this character's
 * @param model the character as a model, with who plays it where somebody is named
 * @param userName what {@code {{user}}} stands for; empty for the end user
 */
public record CharacterSession(
    StoredCharacter character,
    ChatSession session,
    boolean isNew,
    boolean isBound,
    String model,
    String userName) {}
