package dev.tutti.gateway.batch;

import dev.tutti.batch.BatchTarget;
import dev.tutti.batch.LineModel;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.DetachedCalls;
import dev.tutti.gateway.chat.Dialect;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lines of batches as calls of models, in the background. Blocking; thread-safe.
 *
 * @param dialects of the endpoints that lines may name
 * @param time that a call may take
 */
public record LineCalls(DetachedCalls calls, Map<BatchTarget, Dialect> dialects, Duration time)
    implements LineModel {
  private static final String ENDPOINT = "batch";

  @Override
  public Answered answer(BatchTarget target, Buffer body, Requester who)
      throws InterruptedException {
    var dialect = dialect(target);
    var id = calls.nextId();
    var lost = new AtomicReference<>(new LineSpending(Usage.NONE, 0));
    try {
      requireWhole(body);
      var answer =
          calls.ask(
              new DetachedCalls.DetachedRequest(
                  dialect, body, ENDPOINT, who.principal(), who.caller(), who.task(), time, true),
              id,
              (usage, cost) -> lost.set(new LineSpending(usage, cost)));
      return Answered.good(answer.requestId(), answer.body(), answer.usage(), answer.nanoDollars());
    } catch (Fault fault) {
      if (fault.code() == FaultCode.CANCELLED && Thread.interrupted()) {
        throw new InterruptedException("a line of a batch");
      }
      var spent = lost.get();
      return Answered.failed(id, dialect.error(fault, id), fault)
          .having(spent.usage, spent.nanoDollars);
    }
  }

  private record LineSpending(Usage usage, long nanoDollars) {}

  private Dialect dialect(BatchTarget target) {
    var dialect = dialects.get(target);
    if (dialect == null) {
      throw new IllegalStateException("no dialect for " + target.path());
    }
    return dialect;
  }

  private static void requireWhole(Buffer body) {
    if (JsonBody.parse(body.getBytes()).get("stream").asBoolean(false)) {
      throw Fault.invalid("stream", "true (expected: false in a batch)");
    }
  }
}
