package dev.tutti.document.block;

import dev.tutti.document.table.TableGrid;
import org.jspecify.annotations.Nullable;

/**
 * Table with its place in a document.
 *
 * @param block id of the block that holds its text
 */
public record DocumentTable(String block, @Nullable Integer page, TableGrid grid) {}
