/**
 * Tests of the analysis of prompts, and the training of its classifier: labelled prompts, softmax
 * regression, accuracies on prompts held out.
 */
@NullMarked
package dev.tutti.selection.analysis;

import org.jspecify.annotations.NullMarked;
