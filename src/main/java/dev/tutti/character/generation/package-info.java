/**
 * Generation of characters: a name and a text become a profile in eight categories, and the profile
 * a card that chats. {@link dev.tutti.character.generation.CharacterTask} is the way in, a kind of
 * durable tasks; each category is one call with a schema of its own, all of them side by side, with
 * tries, a time and a fallback model of its own, so that one that fails leaves the others.
 *
 * <p>A category that was answered is a step of the task, and is never paid for again. Quotes count
 * only where they stand in the text as they are; a text is a stranger's, and material only.
 */
@NullMarked
package dev.tutti.character.generation;

import org.jspecify.annotations.NullMarked;
