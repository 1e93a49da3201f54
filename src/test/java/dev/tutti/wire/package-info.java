@NullMarked
package dev.tutti.wire;

import org.jspecify.annotations.NullMarked;
