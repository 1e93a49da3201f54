/**
 * Prompts of characters: what a model is told of a card, and in which place. {@link
 * dev.tutti.character.prompt.CharacterPrompt} puts the card's texts, its lorebook and the
 * conversation together; a card may shape its character, while what the platform says of its own
 * stands outside and last.
 */
@NullMarked
package dev.tutti.character.prompt;

import org.jspecify.annotations.NullMarked;
