/**
 * Expected quality of models, learned from the operator's own outcomes. {@code QualityLearner}
 * takes outcomes one by one or from a file, {@code QualityModel} is what it knows at one moment:
 * for each model a mean, moved by the task type, the structure and the words of a prompt as far as
 * outcomes speak for it, and shrunk to its prior where they do not. {@code RoutingUtility} weighs
 * quality against cost and latency, {@code RoutingEvaluation} measures decisions on outcomes held
 * out.
 *
 * <pre>{@code
 * var learner = new QualityLearner(QualityPriors.EVEN);
 * learner.learn(PromptVector.of(text, analyzer.analyze(text)), "small", ModelOutcome.of(1), 1);
 * learner.model().predict("small", prompt).mean();
 * }</pre>
 */
@NullMarked
package dev.tutti.selection.quality;

import org.jspecify.annotations.NullMarked;
