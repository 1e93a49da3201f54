/** Tests of the engine. */
@NullMarked
package dev.tutti.alert.engine;

import org.jspecify.annotations.NullMarked;
