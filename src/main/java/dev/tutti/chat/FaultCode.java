package dev.tutti.chat;

import static dev.tutti.chat.FaultCode.ErrorClass.DEPENDENCY_ERROR;
import static dev.tutti.chat.FaultCode.ErrorClass.EXECUTION_ERROR;
import static dev.tutti.chat.FaultCode.ErrorClass.NETWORK_ERROR;
import static dev.tutti.chat.FaultCode.ErrorClass.NONE;
import static dev.tutti.chat.FaultCode.ErrorClass.PARAMETER_ERROR;
import static dev.tutti.chat.FaultCode.ErrorClass.RESOURCE_ERROR;
import static dev.tutti.chat.FaultCode.ErrorClass.TIMEOUT_ERROR;
import static dev.tutti.chat.FaultCode.Severity.CRITICAL;
import static dev.tutti.chat.FaultCode.Severity.HIGH;
import static dev.tutti.chat.FaultCode.Severity.LOW;
import static dev.tutti.chat.FaultCode.Severity.MEDIUM;

import java.util.Locale;

/**
 * The one table of faults: why a call failed, what the caller sees and what may be tried next.
 *
 * <p>The columns are the HTTP status, whether the same deployment may be asked again, whether
 * another one may, whether the circuit breaker counts it, and the class and severity that tasks
 * report.
 */
public enum FaultCode {
  INVALID_REQUEST(400, false, false, false, PARAMETER_ERROR, LOW),
  AUTHENTICATION(401, false, false, false, PARAMETER_ERROR, LOW),
  PERMISSION(403, false, false, false, PARAMETER_ERROR, LOW),
  MODEL_NOT_FOUND(404, false, true, false, DEPENDENCY_ERROR, MEDIUM),
  REQUEST_TOO_LARGE(413, false, false, false, PARAMETER_ERROR, LOW),
  CONTEXT_LENGTH_EXCEEDED(400, false, false, false, PARAMETER_ERROR, MEDIUM),
  CONTENT_FILTER(400, false, false, false, EXECUTION_ERROR, MEDIUM),
  RATE_LIMITED(429, true, true, false, RESOURCE_ERROR, MEDIUM),
  INSUFFICIENT_QUOTA(429, false, true, false, RESOURCE_ERROR, HIGH),
  BUDGET_EXCEEDED(402, false, true, false, RESOURCE_ERROR, HIGH),
  /** A limit that the request never fits, of the skill that was asked or of tokens a minute. */
  LIMIT_EXCEEDED(422, false, false, false, RESOURCE_ERROR, MEDIUM),
  CONCURRENCY_TIMEOUT(503, true, true, false, RESOURCE_ERROR, MEDIUM),
  UPSTREAM_CREDENTIALS(502, false, true, true, DEPENDENCY_ERROR, CRITICAL),
  /** Not about the key: a region, a firewall, an API that is switched off, terms of service. */
  UPSTREAM_FORBIDDEN(502, false, true, false, DEPENDENCY_ERROR, HIGH),
  OVERLOADED(503, true, true, true, RESOURCE_ERROR, MEDIUM),
  UPSTREAM_ERROR(502, true, true, true, EXECUTION_ERROR, MEDIUM),
  /**
   * A failure that is tried again on the same deployment only when the upstream cannot have begun
   * its work.
   */
  CONNECTION(502, true, true, true, NETWORK_ERROR, MEDIUM),
  /**
   * A failure that is tried again on the same deployment only when no work is left behind there.
   */
  TIMEOUT(504, false, true, true, TIMEOUT_ERROR, MEDIUM),
  TRUNCATED(502, true, true, true, NETWORK_ERROR, MEDIUM),
  INVALID_OUTPUT(502, true, true, false, EXECUTION_ERROR, MEDIUM),
  CIRCUIT_OPEN(503, false, true, false, DEPENDENCY_ERROR, HIGH),
  FALLBACK_EXHAUSTED(502, false, false, false, DEPENDENCY_ERROR, HIGH),
  /** Only a kept answer was wanted, and there is none. */
  NOT_CACHED(504, false, false, false, NONE, LOW),
  CANCELLED(499, false, false, false, NONE, LOW),
  DEADLINE_EXCEEDED(504, false, false, false, TIMEOUT_ERROR, MEDIUM),
  /** The database cannot be read or written: disk full, file gone. */
  STORE_UNAVAILABLE(503, false, false, false, RESOURCE_ERROR, CRITICAL),
  INTERNAL(500, false, false, false, EXECUTION_ERROR, CRITICAL);

  private final String code = name().toLowerCase(Locale.ROOT);
  private final int status;
  private final boolean retriesSame;
  private final boolean triesOther;
  private final boolean counts;
  private final ErrorClass errorClass;
  private final Severity severity;

  FaultCode(
      int status,
      boolean retriesSame,
      boolean triesOther,
      boolean counts,
      ErrorClass errorClass,
      Severity severity) {
    this.status = status;
    this.retriesSame = retriesSame;
    this.triesOther = triesOther;
    this.counts = counts;
    this.errorClass = errorClass;
    this.severity = severity;
  }

  /** The stable name that callers see, such as {@code rate_limited}. */
  public String code() {
    return code;
  }

  /** The HTTP status of an answer that fails with this code. */
  public int status() {
    return status;
  }

  /** Whether the same deployment may be asked again before anything was shown. */
  public boolean retriesSame() {
    return retriesSame;
  }

  /** Whether another deployment may be asked before anything was shown. */
  public boolean triesOther() {
    return triesOther;
  }

  /** Whether the circuit breaker counts it against the deployment. */
  public boolean counts() {
    return counts;
  }

  /** The class of error that a task reports. */
  public ErrorClass errorClass() {
    return errorClass;
  }

  /** Severity for who operates Tutti. */
  public Severity severity() {
    return severity;
  }

  /** Class of a fault by its cause. */
  public enum ErrorClass {
    PARAMETER_ERROR,
    DEPENDENCY_ERROR,
    RESOURCE_ERROR,
    TIMEOUT_ERROR,
    EXECUTION_ERROR,
    NETWORK_ERROR,
    NONE
  }

  /** Severity of a fault. */
  public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
  }
}
