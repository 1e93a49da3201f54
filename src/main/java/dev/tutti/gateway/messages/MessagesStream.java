package dev.tutti.gateway.messages;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.CallReport;
import dev.tutti.gateway.chat.StreamWriter;
import io.vertx.core.buffer.Buffer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stream of Anthropic's events. Most upstreams say at the end alone what an answer used: the
 * usage of {@code message_start} is what the upstream has said by then, and that of {@code
 * message_delta} everything.
 */
final class MessagesStream implements StreamWriter, BlockSink {
  private static final Buffer PING = Buffer.buffer("event: ping\ndata: {\"type\":\"ping\"}\n\n");

  private final AnswerContext context;
  private final UnaryOperator<Fault> told;
  private final MessagesAnswer answer;
  private boolean started;
  private Buffer out = Buffer.buffer();

  MessagesStream(AnswerContext context, UnaryOperator<Fault> told) {
    this.context = context;
    this.told = told;
    this.answer = new MessagesAnswer(context, this);
  }

  @Override
  public void begin(Buffer into) {}

  @Override
  public void chunk(Chunk chunk, Buffer into) {
    out = into;
    if (chunk instanceof Chunk.ProgressNote(ObjectNode json)) {
      progress(json);
    }
    for (var event : chunk.events()) {
      if (!MessagesAnswer.opens(event)) {
        start(chunk.usage());
      }
      answer.hear(event);
    }
  }

  /** A comment; in a ping for a caller that asks what becomes of the call. */
  private void progress(ObjectNode json) {
    start(Usage.NONE);
    if (context.report().explain()) {
      var ping = event("ping");
      ping.set(CallReport.MEMBER, Json.object().set("progress", json));
      write(ping);
    } else {
      out.appendString(": " + CallReport.MEMBER + ' ')
          .appendBytes(Json.bytes(json))
          .appendString("\n\n");
    }
  }

  private void start(Usage usage) {
    if (started) {
      return;
    }
    started = true;
    var message = answer.message();
    answer.asides(message);
    message.set("usage", answer.usage(usage));
    context.report().first().ifPresent(said -> message.set(CallReport.MEMBER, said));
    var event = event("message_start");
    event.set("message", message);
    write(event);
    out.appendBuffer(PING);
  }

  @Override
  public void open(int index, ObjectNode block) {
    boolean summary =
        block.path("type").asString("").equals("compaction") && block.path("content").isString();
    var event = event("content_block_start").put("index", index);
    event.set("content_block", summary ? begun(block) : block);
    write(event);
    if (summary) {
      compaction(index, block);
    }
  }

  private static ObjectNode begun(ObjectNode summary) {
    return summary.deepCopy().putNull("content").putNull("encrypted_content");
  }

  /** Clients look for a summary in a delta; one that failed has none. */
  private void compaction(int index, ObjectNode block) {
    var event = event("content_block_delta").put("index", index);
    var delta = event.putObject("delta").put("type", "compaction_delta");
    delta.set("content", block.path("content"));
    delta.put("encrypted_content", block.path("encrypted_content").asString(null));
    write(event);
  }

  @Override
  public void grow(int index, Delta delta, JsonNode value) {
    var event = event("content_block_delta").put("index", index);
    event.putObject("delta").put("type", delta.type()).set(delta.member(), value);
    write(event);
  }

  @Override
  public void close(int index) {
    write(event("content_block_stop").put("index", index));
  }

  @Override
  public void complete(Usage usage, Buffer into) {
    out = into;
    start(usage);
    answer.end();
    var event = event("message_delta");
    answer.ending(event.putObject("delta"));
    answer.asides(event);
    event.set("usage", answer.usage(usage));
    context.report().last().ifPresent(all -> event.set(CallReport.MEMBER, all));
    write(event);
    write(event("message_stop"));
  }

  @Override
  public void fail(Fault fault, Buffer into) {
    out = into;
    write(MessagesError.envelope(told.apply(fault), context.call().id()));
  }

  @Override
  public Buffer alive() {
    return PING;
  }

  private static ObjectNode event(String type) {
    return Json.object().put("type", type);
  }

  private void write(ObjectNode event) {
    out.appendString("event: ")
        .appendString(event.path("type").asString())
        .appendString("\ndata: ")
        .appendBytes(Json.bytes(event))
        .appendString("\n\n");
  }
}
