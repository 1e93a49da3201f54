@NullMarked
package dev.tutti.provider.simulated.schema;

import org.jspecify.annotations.NullMarked;
