package dev.tutti.attack;

/** A kind of attack. */
interface Area {
  /** Its name in the table, one word. */
  String name();

  /** Attacks, and tells of each case whether the server held. */
  void attack(Victim victim, Tally tally) throws Exception;
}
