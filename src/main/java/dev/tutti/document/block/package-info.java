/**
 * Documents as blocks over one unchanging text: paragraphs, headings and tables with pages and
 * places in UTF-16 units. Hidden passages stand beside the blocks, never in them, and {@link
 * dev.tutti.document.block.BlockWriter} is how parsers write a document.
 */
@NullMarked
package dev.tutti.document.block;

import org.jspecify.annotations.NullMarked;
