/**
 * Characters: cards of the community and their lorebooks, kept under their owners. {@link
 * dev.tutti.character.StoredCharacters} keeps each file as it came, so that nothing of it is lost;
 * what is shown and exported is read from it anew, by the rooms below. {@link
 * dev.tutti.character.CharacterFiles} has few of them read at a time.
 */
@NullMarked
package dev.tutti.character;

import org.jspecify.annotations.NullMarked;
