/**
 * Data that callers of templates pass and get: sources, options, bounds, messages, and the
 * exception that names a place. The language itself is inside of {@code template}.
 */
@NullMarked
package dev.tutti.template.api;

import org.jspecify.annotations.NullMarked;
