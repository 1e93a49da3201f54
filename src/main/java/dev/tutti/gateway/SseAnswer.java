package dev.tutti.gateway;

import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.JsonEdits;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer as OpenAI's server-sent events: what comes in the same dialect is relayed byte for byte
 * but for the model's name, what is spoken is written. While nothing comes, the headers are held
 * back for a while so that a failure can still have its own status; then comments say that the
 * stream lives.
 */
final class SseAnswer implements ChatStream.Sink {
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);
  private static final Buffer DONE = Buffer.buffer("data: [DONE]\n\n");
  private static final Buffer ALIVE = Buffer.buffer(": keep-alive\n\n");
  private static final int BATCH = 1_024;
  private static final Duration BEFORE_DISCONNECT = Duration.ofMillis(500);

  private final Visit visit;
  private final HttpServerResponse response;
  private final Call call;
  private final ServerSettings settings;
  private final boolean wantsUsage;
  private final JsonEdits edits;
  private final SpokenJson spoken;
  private final CallReport report;
  private Buffer batch = Buffer.buffer(BATCH);
  private boolean usageShown;
  private long lastWrite;
  private Runnable stopHeartbeat;
  private @Nullable ChatStream stream;
  private @Nullable ObjectNode opening;

  SseAnswer(
      Visit visit,
      Call call,
      ChatRequest request,
      ServerSettings settings,
      SpokenJson spoken,
      CallReport report) {
    this.visit = visit;
    this.response = visit.response();
    this.call = call;
    this.settings = settings;
    this.wantsUsage = request.wantsUsage();
    this.spoken = spoken;
    this.report = report;
    var named =
        settings.echoModel()
            ? JsonEdits.none().replace("model", request.model())
            : JsonEdits.none();
    this.edits = wantsUsage ? named : named.remove("usage");
    this.stopHeartbeat = timer(settings.commitAfter());
  }

  /** The answer has begun: relays it. */
  void begin(ChatStream begun) {
    if (!response.headWritten()) {
      AnswerHeaders.write(response, call);
      head();
    }
    stream = begun;
    opening = report.first().orElse(null);
    response.drainHandler(_ -> visit.attempt(call, begun::resume));
    begun.start(this);
  }

  private void head() {
    response
        .putHeader("content-type", "text/event-stream")
        .putHeader("cache-control", "no-cache")
        .putHeader("x-accel-buffering", "no")
        .setChunked(true);
  }

  /** The answer will not begin. */
  void refuse(Throwable thrown) {
    stopHeartbeat.run();
    if (response.closed() || response.ended()) {
      return;
    }
    if (response.headWritten()) {
      breakOff(Fault.from(thrown));
    } else {
      AnswerHeaders.write(response, call);
      visit.fail(thrown);
    }
  }

  private Runnable timer(Duration next) {
    return call.loop().timer(next, () -> visit.attempt(call, this::heartbeat));
  }

  private void heartbeat() {
    if (response.closed() || response.ended()) {
      return;
    }
    if (!response.headWritten()) {
      AnswerHeaders.write(response, call);
      head();
    }
    var quiet = Duration.ofNanos(call.loop().nanos() - lastWrite);
    boolean silent = lastWrite == 0 || quiet.compareTo(settings.heartbeat()) >= 0;
    if (silent && !response.writeQueueFull()) {
      write(ALIVE);
    }
    var next = silent ? settings.heartbeat() : settings.heartbeat().minus(quiet);
    stopHeartbeat = timer(next);
  }

  @Override
  public void chunk(Chunk chunk) {
    switch (chunk) {
      case Chunk.Verbatim verbatim when verbatim.usageOnly() && !wantsUsage -> {}
      case Chunk.Verbatim verbatim -> {
        usageShown |= verbatim.usageOnly();
        show(verbatim.json());
      }
      case Chunk.Spoken said -> said.events().forEach(event -> say(spoken.chunk(event)));
      case Chunk.Whole whole -> whole.events().forEach(event -> say(spoken.chunk(event)));
    }
  }

  private void say(@Nullable ObjectNode json) {
    if (json != null) {
      takeOpening().ifPresent(said -> json.set(CallReport.MEMBER, said));
      batch.appendBytes(DATA).appendBytes(Json.bytes(json)).appendBytes(END);
    }
  }

  private void show(JsonBody json) {
    var with = takeOpening().map(said -> edits.set(CallReport.MEMBER, said)).orElse(edits);
    batch.appendBytes(DATA);
    json.write(with, batch::appendBytes);
    batch.appendBytes(END);
  }

  /** What the first frame says beside what it says anyway. */
  private Optional<ObjectNode> takeOpening() {
    var taken = Optional.ofNullable(opening);
    opening = null;
    return taken;
  }

  @Override
  public void flush() {
    if (batch.length() == 0 || response.closed()) {
      return;
    }
    write(batch);
    batch = Buffer.buffer(BATCH);
    if (response.writeQueueFull() && stream != null) {
      stream.pause();
    }
  }

  private void write(Buffer bytes) {
    lastWrite = call.loop().nanos();
    response.write(bytes);
  }

  @Override
  public void end(Outcome outcome) {
    stopHeartbeat.run();
    if (!response.closed() && !response.ended()) {
      visit.attempt(() -> finish(outcome));
    }
  }

  private void finish(Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed(Usage usage) -> complete(usage);
      case Outcome.Failed(Fault fault, Usage _) -> breakOff(fault);
    }
  }

  private void complete(Usage usage) {
    if (wantsUsage && !usageShown) {
      say(spoken.usage(usage));
    }
    report.last().ifPresent(all -> say(spoken.report(all)));
    response.end(batch.appendBuffer(DONE));
  }

  /**
   * Ends with an error event, and without the end that HTTP would give a complete answer: some
   * clients pass over the event and must not take what came for the whole.
   */
  private void breakOff(Fault fault) {
    batch.appendBytes(DATA).appendBuffer(OpenAiError.envelope(fault)).appendBytes(END);
    response.write(batch).onComplete(_ -> call.loop().timer(BEFORE_DISCONNECT, visit::breakOff));
  }
}
