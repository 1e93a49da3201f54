/** The layer that holds an answer to the form that its caller asks for. */
@NullMarked
package dev.tutti.routing.structured;

import org.jspecify.annotations.NullMarked;
