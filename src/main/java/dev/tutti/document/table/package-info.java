/**
 * Tables as grids of cells, whatever file they come from: merged cells are spread with their
 * anchor, headers of several rows are joined by path, and captions say the unit. {@link
 * dev.tutti.document.table.DelimitedReader} reads CSV with any delimiter and encoding.
 */
@NullMarked
package dev.tutti.document.table;

import org.jspecify.annotations.NullMarked;
