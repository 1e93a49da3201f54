package dev.tutti.telemetry.log;

import dev.tutti.call.CallObserver;
import java.time.InstantSource;

/**
 * The log of a server. Thread-safe.
 *
 * @param levels of areas
 * @param calls lines of calls that have ended
 */
public record Logs(LogLevels levels, CallLog calls) implements AutoCloseable {

  /** Takes over what is configured. */
  public static Logs open(LogSettings settings, InstantSource clock) {
    return new Logs(LogLevels.open(settings, clock), new CallLog());
  }

  /** Observer of calls that have ended, which tells another one first. */
  public CallObserver after(CallObserver first) {
    return first.andThen(calls);
  }

  @Override
  public void close() {
    calls.close();
    levels.close();
  }
}
