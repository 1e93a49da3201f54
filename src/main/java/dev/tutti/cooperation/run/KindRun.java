package dev.tutti.cooperation.run;

/** Run of one kind. Blocking. */
interface KindRun {
  /**
   * Runs to the end.
   *
   * @throws dev.tutti.chat.Fault when there is no result
   */
  Conclusion conclude();
}
