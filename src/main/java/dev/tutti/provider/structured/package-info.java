/**
 * How an upstream is asked for an answer that is valid for a schema, from its own way down to mere
 * words.
 */
@NullMarked
package dev.tutti.provider.structured;

import org.jspecify.annotations.NullMarked;
