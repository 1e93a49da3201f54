package dev.tutti.report.kind;

import dev.tutti.chat.FaultCode;
import java.util.Arrays;
import java.util.Locale;

/** Class of errors in a report: those of {@link FaultCode.ErrorClass}, and what fits none. */
enum ErrorKind {
  /** The request was wrong. */
  PARAMETER_ERROR,
  /** Something that Tutti depends on could not be asked. */
  DEPENDENCY_ERROR,
  /** There was too little of something, or a limit was reached. */
  RESOURCE_ERROR,
  /** It took too long. */
  TIMEOUT_ERROR,
  /** It was tried and failed. */
  EXECUTION_ERROR,
  /** The connection failed. */
  NETWORK_ERROR,
  /** Whatever is nobody's error, such as a caller who left. */
  NONE;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The name that users see. */
  String word() {
    return word;
  }

  /** The class of an outcome's code. */
  static ErrorKind of(String outcome) {
    return Arrays.stream(FaultCode.values())
        .filter(code -> code.code().equals(outcome))
        .findFirst()
        .map(code -> valueOf(code.errorClass().name()))
        .orElse(NONE);
  }
}
