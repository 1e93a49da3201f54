/**
 * Macros of character cards: {@code {{char}}}, {@code {{user}}}, {@code {{random:a,b}}} and the
 * like. An engine of their own, because a card is a stranger's text: {@link
 * dev.tutti.character.macro.Macros} replaces in one pass, evaluates nothing, never looks at what it
 * has put in, and leaves what it does not know as it stands. The templates of skills are another
 * room, and no text of a card ever gets there.
 */
@NullMarked
package dev.tutti.character.macro;

import org.jspecify.annotations.NullMarked;
