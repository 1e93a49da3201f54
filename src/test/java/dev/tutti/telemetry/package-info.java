@NullMarked
package dev.tutti.telemetry;

import org.jspecify.annotations.NullMarked;
