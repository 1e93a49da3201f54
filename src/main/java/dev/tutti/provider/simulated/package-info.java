/**
 * The inside of the simulated provider: what its models say, and the playing of it in time.
 *
 * <p>A {@link dev.tutti.provider.simulated.Behaviour}, found by the model's name in {@link
 * dev.tutti.provider.simulated.Behaviours}, writes an {@link
 * dev.tutti.provider.simulated.AnswerPlan} for a {@link
 * dev.tutti.provider.simulated.SimulatedRequest}; an {@link
 * dev.tutti.provider.simulated.AnswerPlayback} plays it on the call's loop. A new behaviour is a
 * new line of the table.
 *
 * <p>Plans depend on the request and the seed alone. Time comes from the call's loop, and the
 * {@link dev.tutti.provider.simulated.RandomFailures} that spoil calls at a given rate count calls.
 */
@NullMarked
package dev.tutti.provider.simulated;

import org.jspecify.annotations.NullMarked;
