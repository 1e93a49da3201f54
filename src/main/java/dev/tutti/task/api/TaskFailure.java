package dev.tutti.task.api;

import dev.tutti.chat.Fault;
import java.util.Locale;

/**
 * Failure of an attempt, or of a task.
 *
 * @param code of the fault, such as {@code rate_limited}; empty for none
 * @param errorClass such as {@code resource_error}
 * @param severity such as {@code medium}
 * @param message for the caller
 */
public record TaskFailure(String code, String errorClass, String severity, String message) {
  /** Nothing has failed. */
  public static final TaskFailure NONE = new TaskFailure("", "", "", "");

  private static final int LONGEST = 2_000;

  /** The failure that a fault is. */
  public static TaskFailure of(Fault fault) {
    var message = fault.getMessage();
    return new TaskFailure(
        fault.code().code(),
        fault.code().errorClass().name().toLowerCase(Locale.ROOT),
        fault.code().severity().name().toLowerCase(Locale.ROOT),
        message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message);
  }

  /** Whether nothing has failed. */
  public boolean isNone() {
    return code.isEmpty();
  }
}
