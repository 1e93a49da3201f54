/** Tests of keywords in Chinese and English; the traps are sentences of our own. */
@NullMarked
package dev.tutti.selection.keyword;

import org.jspecify.annotations.NullMarked;
