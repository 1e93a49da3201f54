/**
 * Forms of a request for an answer that is valid for a schema, from the upstream's own way down to
 * mere words.
 */
@NullMarked
package dev.tutti.provider.structured;

import org.jspecify.annotations.NullMarked;
