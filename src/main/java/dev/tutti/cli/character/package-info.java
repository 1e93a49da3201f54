/**
 * Commands of characters: {@code tutti character}. Cards come and go as files; what a character
 * says is shown as it comes.
 */
@NullMarked
package dev.tutti.cli.character;

import org.jspecify.annotations.NullMarked;
