package dev.tutti.document.block;

/**
 * Coverage of one page.
 *
 * @param status ok, empty or failed
 */
public record PageCoverage(int page, int characters, String status) {}
