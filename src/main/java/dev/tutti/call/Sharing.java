package dev.tutti.call;

/** Rule by which a call may share the answer of an identical one that is under way. */
public enum Sharing {
  /** When its request is deterministic. */
  BY_REQUEST,
  /** Whatever its request says. */
  ALWAYS,
  /** Not at all. */
  NEVER
}
