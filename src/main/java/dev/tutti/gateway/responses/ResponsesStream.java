package dev.tutti.gateway.responses;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.CallReport;
import dev.tutti.gateway.chat.StreamWriter;
import dev.tutti.gateway.responses.output.Events;
import dev.tutti.gateway.responses.output.ResponseOutput;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A response as named, numbered events. The last one tells of a response that was kept. */
final class ResponsesStream implements StreamWriter, Events {
  private static final Buffer ALIVE = Buffer.buffer(": keep-alive\n\n");

  private final ResponseFrame frame;
  private final CallReport report;
  private @Nullable ResponseOutput output;
  private Buffer into = Buffer.buffer();
  private long sequence;
  private boolean begun;
  private @Nullable ObjectNode response;

  ResponsesStream(ResponseFrame frame, AnswerContext context) {
    this.frame = frame;
    this.report = context.report();
  }

  @Override
  public void tell(String type, ObjectNode members) {
    var json = Json.object().put("type", type).put("sequence_number", sequence++);
    json.setAll(members);
    into.appendString("event: " + type + "\ndata: ")
        .appendBytes(Json.bytes(json))
        .appendString("\n\n");
  }

  @Override
  public void begin(Buffer out) {
    begun = true;
  }

  /** The opening waits for the first chunk, which tells who answers in which words. */
  private ResponseOutput opened(@Nullable Chunk first) {
    if (output != null) {
      return output;
    }
    var made = first == null ? frame.output(this) : frame.output(first, this);
    output = made;
    var opening = frame.unfinished(made);
    report.first().ifPresent(said -> opening.set(CallReport.MEMBER, said));
    about("response.created", opening);
    about("response.in_progress", opening);
    return made;
  }

  private void about(String type, ObjectNode of) {
    var members = Json.object();
    members.set("response", of);
    tell(type, members);
  }

  @Override
  public void chunk(Chunk chunk, Buffer out) {
    into = out;
    opened(chunk).add(chunk);
    if (chunk instanceof Chunk.ProgressNote(ObjectNode json)) {
      out.appendString(": " + CallReport.MEMBER + ' ')
          .appendBytes(Json.bytes(json))
          .appendString("\n\n");
    }
  }

  @Override
  public Future<Void> keep(Usage usage) {
    into = Buffer.buffer();
    var told = opened(null);
    told.end();
    var ended = frame.finished(told, usage);
    response = ended;
    return frame.keep(ended);
  }

  @Override
  public void complete(Usage usage, Buffer out) {
    out.appendBuffer(into);
    into = out;
    var ended = Objects.requireNonNull(response, "not kept yet");
    report.whole().ifPresent(said -> ended.set(CallReport.MEMBER, said));
    about("response." + ended.path("status").asString(), ended);
  }

  @Override
  public void fail(Fault fault, Buffer out) {
    into = out;
    if (begun) {
      about("response.failed", frame.failed(opened(null), fault));
    } else {
      tell(
          "error",
          Json.object()
              .put("code", fault.code().code())
              .put("message", fault.getMessage())
              .put("param", fault.param().orElse(null)));
    }
  }

  @Override
  public Buffer alive() {
    return ALIVE;
  }
}
