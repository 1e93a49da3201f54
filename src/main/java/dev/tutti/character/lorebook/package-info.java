/**
 * Lorebooks of character cards: which of their entries a conversation brings to mind. {@link
 * dev.tutti.character.lorebook.LorebookReader} reads the entries of a card or of a file of its own,
 * {@link dev.tutti.character.lorebook.LorebookScan} looks for their keys in the last messages.
 *
 * <p>The same book, messages and settings give the same result: there is no chance in it. Keys of
 * Latin letters match whole words, others anywhere, since Chinese has no spaces; widths and, unless
 * an entry asks otherwise, cases are the same. Regular expressions are RE2's, which take time that
 * grows with the text and know neither look-around nor references back: an entry with such a one
 * never matches, and is told. What is not understood is left in the document, which others keep.
 */
@NullMarked
package dev.tutti.character.lorebook;

import org.jspecify.annotations.NullMarked;
