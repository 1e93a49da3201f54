/** Tests. */
@NullMarked
package dev.tutti.gateway.responses.output;

import org.jspecify.annotations.NullMarked;
