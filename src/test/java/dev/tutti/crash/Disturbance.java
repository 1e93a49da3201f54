package dev.tutti.crash;

/** Disturbance of a server that runs tasks. */
@FunctionalInterface
interface Disturbance {
  /**
   * Disturbs it for another time.
   *
   * @param time from 0
   */
  void disturb(int time) throws Exception;
}
