/**
 * Analysis of documents: insights, metrics, risks and recommendations, each with the place where it
 * stands.
 *
 * <p>{@link dev.tutti.application.analysis.DocumentAnalysis} cuts documents into chunks at
 * headings, asks a model about each, some at once, and holds every answer against the documents: a
 * quote that does not stand in them, a number that does not parse from its quote, and what rests on
 * a passage that reads like an instruction is not shown as a fact. Numbers with a name and
 * contradictions are found by code, so that they are there without any model.
 */
@NullMarked
package dev.tutti.application.analysis;

import org.jspecify.annotations.NullMarked;
