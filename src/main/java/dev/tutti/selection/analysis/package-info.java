/**
 * Analysis of prompts: how hard a question is and what it asks for, told without a model in less
 * than a millisecond. A small trained classifier tells the task type; facts about the structure and
 * the wording make up the complexity, each with its weight and in words. No fact is not simple: a
 * prompt about which nothing speaks goes to the default tier.
 *
 * <pre>{@code
 * var analysis = PromptAnalyzer.shipped().analyze("证明根号2是无理数");
 * analysis.taskType(); // MATHS
 * analysis.suggestedStrategy(); // REASONING
 * }</pre>
 *
 * <p>{@code bench/routing train} makes the weights.
 */
@NullMarked
package dev.tutti.selection.analysis;

import org.jspecify.annotations.NullMarked;
