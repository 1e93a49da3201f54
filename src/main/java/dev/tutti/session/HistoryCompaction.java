package dev.tutti.session;

/** Compaction of a session when somebody asks for it. Blocking, for virtual threads. */
@FunctionalInterface
public interface HistoryCompaction {
  /**
   * Has a summary written that stands for everything but the last exchange; nothing where there is
   * no more than that.
   *
   * @throws dev.tutti.chat.Fault where no summary can be written
   */
  void compact(ViewRequest request);
}
