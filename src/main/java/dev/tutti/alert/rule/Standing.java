package dev.tutti.alert.rule;

/** Place of a measurement with regard to a limit. */
public enum Standing {
  /** Surely beyond the limit. */
  BEYOND,
  /** Neither: where it stands says nothing new. */
  BETWEEN,
  /** Well inside the limit. */
  INSIDE
}
