/**
 * Groups of characters that talk with one user: who is spoken to, and who speaks next. {@link
 * dev.tutti.character.group.Mentions} finds names in a message, {@link
 * dev.tutti.character.group.TurnPlan} is a pure function of what was said and of a seed, so that a
 * plan can be repeated, shown with its reasons, and tested by drawing it ten thousand times.
 *
 * <p>Names are found in any case and width; Latin ones as whole words, Chinese ones anywhere, the
 * longest first, so that 李明 is not found in 李明亮. A name of one Chinese character is too often a
 * word: it counts behind an {@code @} and at the beginning of a clause only.
 */
@NullMarked
package dev.tutti.character.group;

import org.jspecify.annotations.NullMarked;
