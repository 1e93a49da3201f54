package dev.tutti.provider.exchange;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Loop;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.wire.body.BodyBytes;
import dev.tutti.wire.body.ContentCoding;
import dev.tutti.wire.client.ResponseHead;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A body that is collected before it is read, up to a limit and within the memory for all bodies.
 * Nobody is asked for a compressed one; one that is all the same is inflated within the same limit.
 */
final class UpstreamBody {
  /** Of what is made into a tree. */
  private static final int MOST = 16 << 20;

  /** A thousand vectors of 3,000 numbers each are 40 MB; they are only looked through. */
  private static final int MOST_OF_VECTORS = 64 << 20;

  private static final int MOST_OF_REFUSAL = 64 << 10;

  private final Operation operation;
  private final Map<String, String> headers = new HashMap<>();
  private final int status;
  private final @Nullable String coding;
  private final BodyMemory.Lease memory;
  private final BodyBytes held = new BodyBytes();

  private UpstreamBody(ResponseHead head, Operation operation, BodyMemory.Lease memory) {
    this.operation = operation;
    this.memory = memory;
    this.coding = head.header("content-encoding");
    this.status = head.status();
    if (isRefusal()) {
      head.headers()
          .forEach(each -> headers.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue()));
    }
  }

  /**
   * The body of an answer to an operation.
   *
   * @param memory what it holds, whose closing is the caller's
   */
  static UpstreamBody of(ResponseHead head, Operation operation, BodyMemory.Lease memory) {
    return new UpstreamBody(head, operation, memory);
  }

  private int most() {
    return operation == Operation.EMBEDDINGS ? MOST_OF_VECTORS : MOST;
  }

  /**
   * Whether it is a success that is streamed: by what it says it is, else by what was asked.
   *
   * @throws Fault {@code upstream_error} when it is a stream that is compressed, as nobody has
   *     asked
   */
  static boolean isStream(ResponseHead head, boolean asked) {
    if (head.status() / 100 != 2 || !isStream(head.header("content-type"), asked)) {
      return false;
    }
    var coding = head.header("content-encoding");
    if (ContentCoding.of(coding).filter(ContentCoding.IDENTITY::equals).isEmpty()) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "content-encoding: \"%s\" of a stream (expected: none, as was asked)".formatted(coding));
    }
    return true;
  }

  private static boolean isStream(@Nullable String type, boolean asked) {
    if (type == null) {
      return asked;
    }
    var kind = type.toLowerCase(Locale.ROOT);
    return kind.startsWith("text/event-stream")
        || kind.contains("ndjson")
        || (asked && !kind.startsWith("application/json") && !kind.startsWith("text/html"));
  }

  /** Whether the upstream said no. */
  boolean isRefusal() {
    return status / 100 != 2;
  }

  /**
   * Takes the bytes of one read.
   *
   * @throws Fault {@code upstream_error} when the body is too long, {@code concurrency_timeout}
   *     while other bodies hold too much memory
   */
  void add(Buffer bytes) {
    if (isRefusal() && held.length() >= MOST_OF_REFUSAL) {
      return;
    }
    if (held.length() + bytes.length() > most()) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR, "answer: longer than " + most() + " bytes (expected: less)");
    }
    take(bytes.length());
    held.add(bytes);
  }

  /** The upstream is not to blame for what others hold, and is paid for what it has done. */
  private void take(long bytes) {
    try {
      memory.take(bytes);
    } catch (Fault full) {
      var fault = lacking("answer", full);
      throw isRefusal() ? fault : fault.afterAnswer();
    }
  }

  /** Fault of a deployment's call that there is no memory for, which is none of its upstream. */
  static Fault lacking(String what, Fault why) {
    var fault = Fault.of(FaultCode.CONCURRENCY_TIMEOUT, what + ": " + why.getMessage());
    return why.retryAfter().map(fault::after).orElse(fault);
  }

  /** Whether it is a stream of events that calls itself JSON, as some relays let it. */
  boolean isFramed() {
    var start = held.beginning(16).stripLeading();
    return start.startsWith("data:") || start.startsWith("event:") || start.startsWith(":");
  }

  /** Whether reading it would keep an event loop from others. */
  boolean isLarge() {
    return held.length() > Loop.MOST_READ || coding != null;
  }

  /**
   * All of it, inflated.
   *
   * @throws Fault {@code upstream_error} when it cannot be, or is too long then
   */
  byte[] bytes() {
    var decoding =
        ContentCoding.of(coding)
            .orElseThrow(() -> undecodable("not known (expected: none, as was asked)"));
    try {
      int longest = isRefusal() ? MOST_OF_REFUSAL << 4 : most();
      return Json.withoutMark(decoding.decode(held.bytes(), longest, this::take));
    } catch (IOException e) {
      throw undecodable("cannot be inflated: " + e.getMessage());
    }
  }

  /**
   * Takes memory for a tree that is made of it. Vectors need none: they are only looked through.
   *
   * @throws Fault {@code concurrency_timeout} while other bodies hold too much memory
   */
  void takeTree(long bytes) {
    if (operation != Operation.EMBEDDINGS) {
      take(bytes);
    }
  }

  private Fault undecodable(String why) {
    return Fault.of(FaultCode.UPSTREAM_ERROR, "content-encoding: \"%s\" %s".formatted(coding, why));
  }

  Refusal refusal() {
    return new Refusal(status, headers, words());
  }

  /** What it says, or its beginning; nothing when it cannot be told. */
  private String words() {
    try {
      var bytes = coding == null ? held.bytes() : bytes();
      int length = Math.min(bytes.length, MOST_OF_REFUSAL);
      return new String(bytes, 0, length, StandardCharsets.UTF_8);
    } catch (Fault _) {
      return "";
    }
  }
}
