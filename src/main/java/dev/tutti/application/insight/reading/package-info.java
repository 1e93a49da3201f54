/**
 * Reading of data: tables of files and texts, and numbers in prose, as series with periods and
 * units. Nothing is guessed by a model; what can be read in several ways is said in warnings and
 * assumptions.
 */
@NullMarked
package dev.tutti.application.insight.reading;

import org.jspecify.annotations.NullMarked;
