/**
 * Numbers in texts, Chinese and English, as {@link java.math.BigDecimal}: amounts with their scale
 * and currency, percentages as fractions, points, multiples, and values that are missing. {@link
 * dev.tutti.document.number.NumberGrammar} reads all of a text, with places in UTF-16 units; what a
 * table's caption or a row says of units comes in as a {@link
 * dev.tutti.document.number.NumberSurroundings}.
 */
@NullMarked
package dev.tutti.document.number;

import org.jspecify.annotations.NullMarked;
