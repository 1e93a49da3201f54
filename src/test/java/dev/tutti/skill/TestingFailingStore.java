package dev.tutti.skill;

import dev.tutti.store.Store;
import dev.tutti.store.Work;
import dev.tutti.testing.StoreAround;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A store whose writes fail when the test says so, before they are done or after. */
public final class TestingFailingStore extends StoreAround {
  private volatile Mode mode = Mode.WORKING;

  /** What becomes of writes. */
  public enum Mode {
    WORKING,
    REFUSING,
    /** They are done, and nobody learns it. */
    SILENT
  }

  public TestingFailingStore(Store store) {
    super(store);
  }

  public void mode(Mode other) {
    mode = other;
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
    if (mode == Mode.WORKING) {
      return super.write(work);
    }
    if (mode == Mode.SILENT) {
      Store.await(super.write(work));
    }
    return CompletableFuture.failedFuture(new IOException("the disk is full"));
  }
}
