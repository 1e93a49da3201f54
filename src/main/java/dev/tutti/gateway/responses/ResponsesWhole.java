package dev.tutti.gateway.responses;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.CallReport;
import dev.tutti.gateway.chat.WholeWriter;
import dev.tutti.gateway.responses.output.Events;
import dev.tutti.gateway.responses.output.ResponseOutput;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A response in one piece. */
final class ResponsesWhole implements WholeWriter {
  private final ResponseFrame frame;
  private final CallReport report;
  private @Nullable ResponseOutput output;
  private @Nullable ObjectNode response;

  ResponsesWhole(ResponseFrame frame, AnswerContext context) {
    this.frame = frame;
    this.report = context.report();
  }

  @Override
  public void chunk(Chunk chunk) {
    if (output == null) {
      output = frame.output(chunk, Events.NONE);
    }
    output.add(chunk);
  }

  @Override
  public Future<Void> keep(Usage usage) {
    var said = output == null ? frame.output(Events.NONE) : output;
    said.end();
    var ended = frame.finished(said, usage);
    response = ended;
    return frame.keep(ended);
  }

  @Override
  public Buffer body(Usage usage) {
    var body = Objects.requireNonNull(response, "not kept yet");
    report.whole().ifPresent(said -> body.set(CallReport.MEMBER, said));
    return Buffer.buffer(Json.bytes(body));
  }
}
