package dev.tutti.report.document;

import java.util.Optional;

/** Element of a section. */
public sealed interface Element permits Sentence, FigureList, DataTable, Chart {
  /** The same as a table; empty for words. */
  Optional<DataTable> table();
}
