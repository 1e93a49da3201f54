/**
 * The model {@code auto}: reads requests, has a decision made, keeps conversations with their
 * model, and asks the model that was chosen as any caller would.
 *
 * <p>The way of a request: {@code PromptReading} takes the user's text out of it, without system
 * prompts and without what a harness adds; {@code RouteQuestions} makes the question of it, with an
 * analysis that is remembered; {@code CurrentDecider} is the decider of the configuration in force;
 * {@code StickyRoutes} holds conversations to their model; {@code AutoModel} asks.
 */
@NullMarked
package dev.tutti.selection.auto;

import org.jspecify.annotations.NullMarked;
