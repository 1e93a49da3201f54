/**
 * Work with texts and bytes that knows nothing of anything else: names that may have been meant,
 * lists of words from resources, hashes, lines of CSV, and strangers' texts made visible. Every
 * room may use it, and it uses none.
 *
 * <pre>{@code
 * Nearest.to("prot", List.of("host", "port")); // [port]
 * }</pre>
 */
@NullMarked
package dev.tutti.text;

import org.jspecify.annotations.NullMarked;
