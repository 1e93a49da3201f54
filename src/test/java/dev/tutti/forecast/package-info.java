/** Tests of forecasts. */
@NullMarked
package dev.tutti.forecast;

import org.jspecify.annotations.NullMarked;
