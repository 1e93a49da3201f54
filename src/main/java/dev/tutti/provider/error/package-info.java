/**
 * Classification of refusals, in one place for all dialects: the fault, its words without secrets,
 * and when to try again.
 */
@NullMarked
package dev.tutti.provider.error;

import org.jspecify.annotations.NullMarked;
