/**
 * Chats with characters: an ordinary session whose model is a character. {@link
 * dev.tutti.character.chat.CharacterChats} finds or begins the session of a conversation, in which
 * each post has its turn as in any other; what is special is that a session belongs to one
 * character, and may begin with the greeting of its card.
 *
 * <p>A {@link dev.tutti.character.chat.CharacterVisit} is what a caller says of the conversation, a
 * {@link dev.tutti.character.chat.CharacterSession} what became of it. Nothing here asks a model.
 */
@NullMarked
package dev.tutti.character.chat;

import org.jspecify.annotations.NullMarked;
