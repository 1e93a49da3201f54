package dev.tutti.application.run;

/** Observer of a run. Called by several threads, one at a time. */
@FunctionalInterface
public interface ApplicationObserver {
  /** Looks at nothing. */
  ApplicationObserver NOBODY = (_, _, _) -> {};

  /**
   * Hears how far it has come.
   *
   * @param total 0 while it is not known
   */
  void progress(long done, long total, String text);
}
