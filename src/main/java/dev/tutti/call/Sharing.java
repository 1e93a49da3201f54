package dev.tutti.call;

/** Rule by which a call may share the answer of an identical one that is under way. */
public enum Sharing {
  /** Only for a deterministic request. */
  BY_REQUEST,
  /** For any request. */
  ALWAYS,
  /** Not at all. */
  NEVER
}
