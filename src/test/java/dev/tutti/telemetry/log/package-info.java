@NullMarked
package dev.tutti.telemetry.log;

import org.jspecify.annotations.NullMarked;
