package dev.tutti.application.decision.statement;

/** Kind of a statement. */
enum StatementKind {
  /** Money that is there. */
  BUDGET,
  /** Time within which something must be there. */
  DEADLINE,
  /** Money that an option takes. */
  OUTLAY,
  /** Money that an option brings each year. */
  INFLOW,
  /** Money that an option brings in all years together. */
  TOTAL,
  /** Money that an option takes each year once it is there. */
  UPKEEP,
  /** Years for which it does. */
  YEARS,
  /** Payback that is promised. */
  PAYBACK,
  /** Return on investment that is promised. */
  ROI,
  /** Time that an option takes until it is there. */
  DURATION,
  /** Probability of one of several outcomes. */
  PROBABILITY
}
