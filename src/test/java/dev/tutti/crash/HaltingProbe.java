package dev.tutti.crash;

import dev.tutti.task.api.TaskPoint;
import dev.tutti.task.api.TaskProbe;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends the process as {@code kill -9} does when a point was reached so many times. */
public final class HaltingProbe implements TaskProbe {
  private static final int KILLED = 137;

  private final String point = System.getProperty("crash.point", "");
  private final AtomicInteger left = new AtomicInteger(Integer.getInteger("crash.after", 1));

  @Override
  public void at(TaskPoint reached, String task) {
    if (reached.name().equals(point) && left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
