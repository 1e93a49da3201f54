package dev.tutti.gateway.openai;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.JsonEdits;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.CallReport;
import dev.tutti.gateway.chat.StreamWriter;
import dev.tutti.http.ErrorFormat;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A stream of OpenAI's chunks, with {@code [DONE]} at the end of a complete one. */
final class OpenAiStream implements StreamWriter {
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);
  private static final Buffer DONE = Buffer.buffer("data: [DONE]\n\n");
  private static final Buffer ALIVE = Buffer.buffer(": keep-alive\n\n");

  private final boolean wantsUsage;
  private final JsonEdits edits;
  private final OpenAiJsonWriter writer;
  private final CallReport report;
  private boolean usageShown;
  private @Nullable ObjectNode opening;

  OpenAiStream(AnswerContext context) {
    var request = context.request();
    this.wantsUsage = request.wantsUsage();
    this.writer = OpenAiJsonWriter.in(context);
    this.report = context.report();
    var named = OpenAiWhole.named(context);
    this.edits = wantsUsage ? named : named.remove("usage");
  }

  @Override
  public void begin(Buffer out) {
    opening = report.first().orElse(null);
  }

  @Override
  public void chunk(Chunk chunk, Buffer out) {
    switch (chunk) {
      case Chunk.Verbatim verbatim when verbatim.usageOnly() && !wantsUsage -> {}
      case Chunk.Verbatim verbatim -> {
        usageShown |= verbatim.usageOnly();
        show(verbatim.json(), out);
      }
      case Chunk.ProgressNote(ObjectNode json) -> progress(json, out);
      case Chunk.Events _, Chunk.Whole _, Chunk.ResponseEvent _ ->
          chunk.events().forEach(event -> say(writer.chunk(event), out));
    }
  }

  /** A comment; a chunk of its own for a caller that asks what becomes of the call. */
  private void progress(ObjectNode json, Buffer out) {
    if (report.explain()) {
      say(writer.report(Json.object().set("progress", json)), out);
    } else {
      out.appendString(": " + CallReport.MEMBER + ' ')
          .appendBytes(Json.bytes(json))
          .appendBytes(END);
    }
  }

  private void say(@Nullable ObjectNode json, Buffer out) {
    if (json != null) {
      takeOpening().ifPresent(said -> json.set(CallReport.MEMBER, said));
      out.appendBytes(DATA).appendBytes(Json.bytes(json)).appendBytes(END);
    }
  }

  private void show(JsonBody json, Buffer out) {
    var with = takeOpening().map(said -> edits.set(CallReport.MEMBER, said)).orElse(edits);
    out.appendBytes(DATA);
    json.write(with, out::appendBytes);
    out.appendBytes(END);
  }

  /** Additions of the first frame to what it says anyway. */
  private Optional<ObjectNode> takeOpening() {
    var taken = Optional.ofNullable(opening);
    opening = null;
    return taken;
  }

  @Override
  public void complete(Usage usage, Buffer out) {
    if (wantsUsage && !usageShown) {
      say(writer.usage(usage), out);
    }
    report.last().ifPresent(all -> say(writer.report(all), out));
    out.appendBuffer(DONE);
  }

  @Override
  public void fail(Fault fault, Buffer out) {
    out.appendBytes(DATA).appendBuffer(ErrorFormat.OPEN_AI.error(fault, "")).appendBytes(END);
  }

  @Override
  public Buffer alive() {
    return ALIVE;
  }
}
