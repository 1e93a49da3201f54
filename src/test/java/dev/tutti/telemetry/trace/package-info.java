@NullMarked
package dev.tutti.telemetry.trace;

import org.jspecify.annotations.NullMarked;
