/**
 * Parsers of documents: text, Markdown, HTML, CSV, PDF, DOCX and XLSX, found by their bytes. {@link
 * dev.tutti.document.format.DocumentReader} parses a file on bounded threads within its limits. The
 * XML of office files is read by jsoup, which resolves no entities, out of a zip whose entries are
 * counted while they inflate.
 */
@NullMarked
package dev.tutti.document.format;

import org.jspecify.annotations.NullMarked;
