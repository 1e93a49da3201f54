/** Composition: what is started, in which order, and what is handed to whom; nothing else. */
@NullMarked
package dev.tutti;

import org.jspecify.annotations.NullMarked;
