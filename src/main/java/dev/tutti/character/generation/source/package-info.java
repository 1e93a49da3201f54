/**
 * Collectors of what characters are made of: pages, wikis and encyclopedias become plain text with
 * its origin. {@link dev.tutti.character.generation.source.SourceCollectors} knows Tutti's own and
 * those of plugins, which the service loader finds; {@link
 * dev.tutti.character.generation.source.PageClient} fetches for all of them, over connections that
 * only lead to public addresses and those that the operator allows.
 *
 * <p>A title that means several things is refused with its choices, rather than guessed.
 */
@NullMarked
package dev.tutti.character.generation.source;

import org.jspecify.annotations.NullMarked;
