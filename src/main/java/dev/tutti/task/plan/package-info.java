/**
 * What is expected of tasks, and what follows from it. A {@code TaskHistory} knows what the latest
 * ones have taken and makes forecasts of them; an {@code AutoPriority} and a {@code TaskAdvice} are
 * made of a forecast, a deadline and the load of the moment. Nothing here is written down.
 */
@NullMarked
package dev.tutti.task.plan;

import org.jspecify.annotations.NullMarked;
