/**
 * Series and tables as they were read: names, units, periods, and values with the places where they
 * stand. Nothing here computes.
 */
@NullMarked
package dev.tutti.application.insight.series;

import org.jspecify.annotations.NullMarked;
