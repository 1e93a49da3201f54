/** Tests of forecasts of a server. */
@NullMarked
package dev.tutti.forecast.usage;

import org.jspecify.annotations.NullMarked;
