package dev.tutti.telemetry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log of what only the operator can mend: a provider that refuses the key, the account or the
 * place, or that wants money. At most one line a minute for a deployment and a fault code.
 * Thread-safe.
 */
public final class RefusalLog implements Guard {
  private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int MOST = 1_000;

  private final Cache<Line, Boolean> written;

  /**
   * @param nanos the ticker of the quiet minute, as {@link System#nanoTime}
   */
  public RefusalLog(Ticker nanos) {
    written = Caffeine.newBuilder().ticker(nanos).expireAfterWrite(QUIET).maximumSize(MOST).build();
  }

  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    attempt.onSettle(outcome -> write(attempt.target(), outcome));
    return Future.succeededFuture();
  }

  private void write(DeploymentId target, Outcome outcome) {
    if (outcome instanceof Outcome.Failed(Fault fault, var _)
        && concernsOperator(fault.code())
        && written.asMap().putIfAbsent(new Line(target, fault.code()), true) == null) {
      log.warn("{}: {}: {}", target.deployment(), fault.code().code(), fault.getMessage());
    }
  }

  private static boolean concernsOperator(FaultCode code) {
    return switch (code) {
      case UPSTREAM_CREDENTIALS, UPSTREAM_FORBIDDEN, INSUFFICIENT_QUOTA -> true;
      default -> false;
    };
  }

  private record Line(DeploymentId target, FaultCode code) {}
}
