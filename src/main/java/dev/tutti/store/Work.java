package dev.tutti.store;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Work on the database within one transaction. */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {

  /**
   * Runs on a thread of the store. What it throws rolls the transaction back and fails the future.
   * It must not wait for another work of the store, nor begin transactions of its own, nor keep the
   * handle.
   */
  T run(Handle handle) throws Exception;
}
