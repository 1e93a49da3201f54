/**
 * Outcomes of models' answers, kept and learned from: of files that operators give, of callers'
 * feedback, and of what can be seen without anybody saying it.
 *
 * <p>{@link dev.tutti.selection.outcome.RoutingOutcomes} writes each outcome to the database before
 * it is acknowledged, has a {@code QualityLearner} learn from it, and gives the {@code
 * QualityModel} of the moment, which is only read by who decides. What another process writes into
 * the same data folder, such as {@code ./tutti route learn}, is followed.
 *
 * <p>A caller's words are never written: of feedback the task type and the complexity are kept.
 * What was learned is kept as numbers.
 *
 * <p>{@link dev.tutti.selection.outcome.DriftDetector} compares outcomes with what was expected;
 * {@link dev.tutti.selection.outcome.ExplorationShare} keeps tries within their limit. {@link
 * dev.tutti.selection.outcome.ConversationModels} keeps which model a conversation has.
 */
@NullMarked
package dev.tutti.selection.outcome;

import org.jspecify.annotations.NullMarked;
