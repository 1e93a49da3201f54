package dev.tutti.report;

/** What figures are about. */
public enum FigureSubject {
  /** Calls, as their callers saw them; they count when they began. */
  CALL,
  /** Attempts at deployments; they count when they ended. */
  ATTEMPT
}
