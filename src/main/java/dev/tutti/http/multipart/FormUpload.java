package dev.tutti.http.multipart;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.http.HttpExchange;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Form of an exchange that is read while it comes: fields are collected, files go to a {@link
 * FormTarget}. What holds the target up holds the caller back, and a caller who sends nothing for a
 * while is given up. Confined to its loop.
 */
public final class FormUpload {
  /** Room for the fields, the heads and the boundaries of a form. */
  private static final int MOST_BESIDES = 64 << 10;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LATE = 408;
  private static final int UNSUPPORTED = 415;

  private static final Pattern BOUNDARY =
      Pattern.compile(
          "(?i)multipart/form-data\\s*;(?:.*;)?\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))\\s*(?:;.*)?");

  private final HttpExchange exchange;
  private final FormTarget target;
  private final long most;
  private final MultipartParser parser;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Promise<Map<String, String>> whole = Promise.promise();
  private Future<Void> written;
  private @Nullable String field;
  private ByteArrayOutputStream value = new ByteArrayOutputStream();
  private int besides;
  private long came;
  private boolean held;
  private Runnable giveUp = () -> {};

  private FormUpload(
      HttpExchange exchange, FormTarget target, long most, Future<Void> ready, String boundary) {
    this.exchange = exchange;
    this.target = target;
    this.most = most;
    this.written = ready;
    this.parser = new MultipartParser(boundary, new Parts());
  }

  /** Whether a form comes. */
  public static boolean isForm(HttpExchange exchange) {
    return exchange
        .header("content-type")
        .map(type -> type.toLowerCase(Locale.ROOT).startsWith("multipart/"))
        .orElse(false);
  }

  /**
   * Reads the form; completes with its fields by their names when all of its files are written, on
   * the loop. To be called before anything is waited for.
   *
   * @param most bytes of its files together
   * @param ready nothing is written before it is complete, and its failure is that of the reading
   * @throws Fault when its head alone tells that it is of no use
   */
  public static Future<Map<String, String>> read(
      HttpExchange exchange, FormTarget target, long most, Future<Void> ready) {
    requirePlain(exchange);
    var upload = new FormUpload(exchange, target, most, ready, boundary(exchange));
    if (exchange.header("content-length").map(Long::parseLong).orElse(0L) > most + MOST_BESIDES) {
      throw tooLarge(most);
    }
    upload.begin();
    return upload.whole.future();
  }

  private static void requirePlain(HttpExchange exchange) {
    var coding = exchange.header("content-encoding").orElse("identity");
    if (!coding.equalsIgnoreCase("identity")) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "content-encoding: \"%s\" (expected: none for a form)".formatted(coding))
          .status(UNSUPPORTED);
    }
  }

  private static String boundary(HttpExchange exchange) {
    var type = exchange.header("content-type").orElse("");
    var parts = BOUNDARY.matcher(type);
    if (!parts.matches()) {
      throw Fault.of(
          FaultCode.INVALID_REQUEST,
          "content-type: \"%s\" (expected: multipart/form-data with a boundary)".formatted(type));
    }
    return parts.group(1) == null ? parts.group(2) : parts.group(1);
  }

  private static Fault tooLarge(long most) {
    return Fault.of(
        FaultCode.REQUEST_TOO_LARGE, "file: longer than %d bytes (expected: less)".formatted(most));
  }

  private void begin() {
    var body = exchange.upload();
    body.exceptionHandler(
        broken ->
            fail(Fault.of(FaultCode.INVALID_REQUEST, "body: breaks off: " + broken.getMessage())));
    body.endHandler(_ -> end());
    body.handler(this::take);
    beginPatience();
    exchange.resume();
  }

  private void beginPatience() {
    giveUp.run();
    giveUp =
        exchange
            .loop()
            .timer(
                PATIENCE,
                () ->
                    fail(
                        Fault.of(
                                FaultCode.INVALID_REQUEST,
                                "body: nothing came for %d s (expected: more of it)"
                                    .formatted(PATIENCE.toSeconds()))
                            .status(LATE)));
  }

  private void take(Buffer bytes) {
    if (whole.future().isComplete()) {
      return;
    }
    beginPatience();
    try {
      parser.feed(bytes.getBytes());
    } catch (Fault wrong) {
      fail(wrong);
      return;
    }
    if (written.failed()) {
      fail(written.cause());
    } else if (!written.isComplete()) {
      exchange.pause(); // whoever has resumed it meanwhile
      hold();
    }
  }

  /** Lets nothing come until what came is written. */
  private void hold() {
    giveUp.run();
    if (!held) {
      held = true;
      written.onComplete(this::goOn);
    }
  }

  private void goOn(AsyncResult<Void> done) {
    held = false;
    if (done.failed()) {
      fail(done.cause());
    } else if (!written.isComplete()) {
      hold();
    } else if (!whole.future().isComplete()) {
      beginPatience();
      exchange.resume();
    }
  }

  private void end() {
    if (whole.future().isComplete()) {
      return;
    }
    giveUp.run();
    try {
      parser.end();
    } catch (Fault wrong) {
      fail(wrong);
      return;
    }
    written.onSuccess(_ -> whole.tryComplete(fields)).onFailure(this::fail);
  }

  private void fail(Throwable why) {
    giveUp.run();
    whole.tryFail(why);
  }

  /** Parts as they come. */
  private final class Parts implements MultipartParser.Listener {
    @Override
    public void begin(PartHead head) {
      if (head.file().isPresent()) {
        field = null;
        written = written.compose(_ -> begun(head)); // what came before may still be written
      } else {
        field = head.field();
        value = new ByteArrayOutputStream();
      }
    }

    private Future<Void> begun(PartHead head) {
      target.begin(head);
      return Future.succeededFuture();
    }

    @Override
    public void data(byte[] bytes, int from, int to) {
      if (field == null) {
        file(bytes, from, to);
        return;
      }
      besides += to - from;
      if (besides > MOST_BESIDES) {
        throw Fault.of(
            FaultCode.REQUEST_TOO_LARGE,
            "%s: the fields are longer than %d bytes (expected: less)"
                .formatted(field, MOST_BESIDES));
      }
      value.write(bytes, from, to - from);
    }

    private void file(byte[] bytes, int from, int to) {
      came += to - from;
      if (came > most) {
        throw tooLarge(most);
      }
      var own = Arrays.copyOfRange(bytes, from, to);
      written = written.compose(_ -> target.write(own));
    }

    @Override
    public void end() {
      if (field != null && fields.putIfAbsent(field, text()) != null) {
        throw Fault.invalid(field, "given twice (expected: once)");
      }
    }

    private String text() {
      return value.toString(StandardCharsets.UTF_8);
    }
  }
}
