package dev.tutti.report.document;

/**
 * Report as bytes.
 *
 * @param contentType such as {@code text/csv; charset=utf-8}
 * @param extension of its name, without the dot
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ReportFile(String contentType, String extension, byte[] content) {}
