@NullMarked
package dev.tutti.provider.simulated;

import org.jspecify.annotations.NullMarked;
