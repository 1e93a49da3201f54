/**
 * What callers of templates pass and get: sources, options, bounds, messages, and the exception
 * that names a place. All of it is data: the language itself is inside of {@code template}.
 */
@NullMarked
package dev.tutti.template.api;

import org.jspecify.annotations.NullMarked;
