/**
 * Group chats: characters that talk with one user, one after the other. A group is kept beside a
 * session of the same id, whose messages are its history, whose turns let one post at a time in,
 * and with which it is erased.
 *
 * <p>{@link dev.tutti.character.group.chat.StoredGroups} keeps groups. A {@link
 * dev.tutti.character.group.chat.GroupPost} is what is said in one; {@link
 * dev.tutti.character.group.chat.GroupChats} has it answered: it plans who speaks, asks the model
 * of each speaker with the speaker's own card and what the speaker has heard, cuts what it says for
 * others, and keeps each reply as soon as it is whole. A speaker that fails leaves the others.
 * {@link dev.tutti.character.group.chat.GroupModelSource} are groups as models, whose history is
 * their caller's.
 */
@NullMarked
package dev.tutti.character.group.chat;

import org.jspecify.annotations.NullMarked;
