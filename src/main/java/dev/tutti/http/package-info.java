/**
 * HTTP as Tutti serves it, without any model. An {@link dev.tutti.http.ErrorFormat} says how
 * callers of an API are told of errors.
 */
@NullMarked
package dev.tutti.http;

import org.jspecify.annotations.NullMarked;
