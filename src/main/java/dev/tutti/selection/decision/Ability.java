package dev.tutti.selection.decision;

/** Whether a model can do something, as far as the operator has said, or it is known. */
public enum Ability {
  YES,
  NO,
  /** Nobody has said, which keeps no request away. */
  UNKNOWN;

  static Ability of(boolean can) {
    return can ? YES : NO;
  }
}
