/**
 * Cooperation of several models on one question: one after the other, side by side with a vote, a
 * judge or a synthesis, in debates, in layers, and as pipelines of steps that need each other.
 *
 * <p>{@link dev.tutti.cooperation.CooperationFeature} opens it: as calls of {@code
 * /v1/cooperation/...}, as tasks of the kind {@code cooperation}, and as models {@code coop:name}
 * of the configuration. {@code plan} reads what is asked, {@code run} does it, {@code member} asks
 * the models, {@code http} and {@code task} are the ways in. How votes are counted is in {@code
 * dev.tutti.cooperation.vote}; {@link dev.tutti.cooperation.VotesFeature} has them counted over
 * answers that are there already, and learned from outcomes.
 */
@NullMarked
package dev.tutti.cooperation;

import org.jspecify.annotations.NullMarked;
