/**
 * JSON that a JSON Schema allows: {@link dev.tutti.provider.simulated.schema.Sample} writes it for
 * simulated answers and arguments of simulated tool calls.
 */
@NullMarked
package dev.tutti.provider.simulated.schema;

import org.jspecify.annotations.NullMarked;
