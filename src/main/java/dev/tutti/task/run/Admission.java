package dev.tutti.task.run;

/** Answer to the question whether a task may begin now. */
enum Admission {
  /** It may. */
  NOW,
  /** Nobody may before something has ended. */
  WAIT,
  /** Others may. */
  PASS_OVER
}
