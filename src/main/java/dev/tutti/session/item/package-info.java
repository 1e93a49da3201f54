/**
 * Items of OpenAI's Responses API as messages of a chat, and back: a session keeps what was said in
 * the words of the door where it was said, and whoever comes by another door reads it in theirs.
 *
 * <p>{@link dev.tutti.session.item.ItemTurns} makes messages of items, for a model that speaks only
 * chats; {@link dev.tutti.session.item.ItemMessages} the same for whoever reads a session, with the
 * items that each message came from; {@link dev.tutti.session.item.ChatItems} makes items of a
 * message.
 */
@NullMarked
package dev.tutti.session.item;

import org.jspecify.annotations.NullMarked;
