/**
 * What a refusal means, in one place for all dialects: its class, its words without secrets, and
 * when to come again.
 */
@NullMarked
package dev.tutti.provider.error;

import org.jspecify.annotations.NullMarked;
