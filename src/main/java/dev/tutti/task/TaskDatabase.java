package dev.tutti.task;

import dev.tutti.store.Store;
import java.util.ServiceLoader;

/**
 * View of the database that durable tasks work on, such as that of a test which lets some of its
 * calls fail. Found by the service loader.
 */
@FunctionalInterface
public interface TaskDatabase {
  /** The database as tasks see it. */
  Store around(Store store);

  /** The first view on the class path, or the database itself. */
  static TaskDatabase loaded() {
    return ServiceLoader.load(TaskDatabase.class).findFirst().orElse(store -> store);
  }
}
