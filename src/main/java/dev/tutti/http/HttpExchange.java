package dev.tutti.http;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.security.Principal;
import dev.tutti.wire.VertxLoop;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP request and the answer to it. Confined to its loop. */
public final class HttpExchange {
  private static final Logger log = LoggerFactory.getLogger(HttpExchange.class);

  /** The rest of such a request is not waited for (RFC 9110, 15.5.9). */
  private static final int LATE = 408;

  private final HttpServerRequest http;
  private final VertxLoop loop;
  private final String id;
  private final BodyMemory.Lease memory;
  private final AnswerWriter writer;
  private ErrorFormat errors = ErrorFormat.OPEN_AI;
  private UnaryOperator<Fault> told = fault -> fault;
  private Map<String, String> variables = Map.of();
  private String endpoint = "";
  private @Nullable Principal principal;
  private @Nullable Duration bodyTimeout;
  private Runnable ended = () -> {};
  private Runnable left = () -> {};

  /**
   * @param bodyTimeout how long a body may take that belongs to no call, and how long the caller
   *     may take nothing of a long answer
   */
  HttpExchange(
      HttpServerRequest http, VertxLoop loop, String id, Duration bodyTimeout, BodyMemory bodies) {
    this.http = http;
    this.loop = loop;
    this.id = id;
    this.bodyTimeout = bodyTimeout;
    this.memory = bodies.lease();
    this.writer = new AnswerWriter(http, loop, bodies, bodyTimeout);
    http.response().endHandler(_ -> finish()).closeHandler(_ -> leave());
  }

  private void finish() {
    writer.giveBack();
    var then = ended;
    ended = () -> {};
    memory.close();
    then.run();
  }

  /** What was under way for the caller ends first, so that who hears of the end sees all of it. */
  private void leave() {
    left.run();
    finish();
  }

  /** Runs this once, before a caller can have read all of the answer, or when it will not come. */
  public void beforeLast(Runnable then) {
    writer.beforeLast(then);
  }

  /** Runs this too, once, when the answer has ended or will not come. */
  public void onEnd(Runnable then) {
    var before = ended;
    ended =
        () -> {
          before.run();
          then.run();
        };
    if (response().ended() || response().closed()) {
      finish();
    }
  }

  /** Runs this when the connection, or the caller's interest, is gone. */
  void onLeave(Runnable then) {
    left = then;
  }

  /** The route is known, and with it the variables of the path, and how errors are told. */
  void routed(Routes.Match match) {
    variables = match.variables();
    endpoint = match.route().path();
    match.route().endpoint().errors().ifPresent(this::errors);
  }

  /** Template of the path of its endpoint, empty before it is known. */
  public String endpoint() {
    return endpoint;
  }

  /** Notes that the caller is told of a fault. */
  public void failed(Fault fault) {
    writer.failed(fault);
  }

  /** End of its answer as the caller saw it. */
  CallEnd end() {
    return writer.outcome();
  }

  /**
   * Lets a caller in.
   *
   * @throws Fault {@code permission} when they have none of the roles
   */
  void enter(Principal caller, Permission permission) {
    caller.requireAny(permission.roles());
    principal = caller;
  }

  /** The deadline of a call is its body's, too. */
  void isCall() {
    bodyTimeout = null;
  }

  /** From now on errors come in this API's envelope. */
  public void errors(ErrorFormat format) {
    errors = format;
    format.idHeader().ifPresent(name -> response().putHeader(name, id));
  }

  /** From now on faults are told in these words. */
  public void tell(UnaryOperator<Fault> words) {
    told = words;
  }

  public String id() {
    return id;
  }

  public VertxLoop loop() {
    return loop;
  }

  /** The caller; only behind an endpoint that needs a key. */
  public Principal principal() {
    return Objects.requireNonNull(principal, "nobody was let in");
  }

  public HttpServerResponse response() {
    return http.response();
  }

  /**
   * The path, with its percent signs decoded.
   *
   * @throws Fault {@code invalid_request} when they cannot be
   */
  public String path() {
    return written().text();
  }

  /** Variable of the route's path, decoded: {@code name} of {@code /admin/skills/{name}}. */
  public String path(String variable) {
    return Objects.requireNonNull(variables.get(variable), () -> "no {" + variable + "} in path");
  }

  /** The path as it came. */
  RequestPath written() {
    return new RequestPath(Objects.requireNonNullElse(http.path(), "/"));
  }

  public Optional<String> header(CharSequence name) {
    return Optional.ofNullable(http.getHeader(name));
  }

  /** All lines of a header whose value is a list, as one. */
  public Optional<String> list(String name) {
    var lines = http.headers().getAll(name);
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(",", lines));
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(http.getParam(name));
  }

  /**
   * The whole body, inflated; its memory is held until the answer has ended. Fails with {@code
   * request_too_large} beyond the limit, with {@code overloaded} while other bodies hold too much.
   * One that belongs to no call is answered with status 408 when it takes too long.
   *
   * @throws Fault when its head alone tells that it is of no use
   */
  public Future<byte[]> body(int limit) {
    var body = RequestBody.read(http, loop, limit, memory);
    var timeout = bodyTimeout;
    if (timeout != null && !body.isComplete()) {
      var stop = loop.timer(timeout, () -> fail(late(timeout)));
      body.onComplete(_ -> stop.run());
    }
    return body;
  }

  private static Fault late(Duration timeout) {
    return Fault.of(
            FaultCode.INVALID_REQUEST,
            "body: not complete after %d ms (expected: sooner)".formatted(timeout.toMillis()))
        .status(LATE);
  }

  /** The same of the body that comes, see {@link #body} and {@link #tree(byte[], Function)}. */
  public <T> Future<T> tree(int limit, Function<byte[], T> reading) {
    return body(limit).compose(body -> tree(body, reading));
  }

  /**
   * Result of a body by way of a JSON tree. The memory for the tree is taken before there is one.
   *
   * @see #beside
   */
  public <T> Future<T> tree(byte[] body, Function<byte[], T> reading) {
    return beside(
        body,
        bytes -> {
          memory.take(Json.heapOf(bytes));
          return reading.apply(bytes);
        });
  }

  /** Result of a body: at once, or beside the loop when there is so much of it. */
  public <T> Future<T> beside(byte[] body, Function<byte[], T> reading) {
    return loop.read(body.length, () -> reading.apply(body));
  }

  /** What the request tells of the browser that may have sent it. */
  public BrowserVisit visit() {
    return new BrowserVisit(http);
  }

  /** Method of the request. */
  public HttpMethod method() {
    return http.method();
  }

  /** Path and query, as they were written. */
  public String uri() {
    var query = http.query();
    var path = Objects.requireNonNullElse(http.path(), "/");
    return query == null ? path : path + '?' + query;
  }

  /** All headers, as they came. */
  public List<Map.Entry<String, String>> headers() {
    return http.headers().entries();
  }

  /**
   * The body while it comes, not inflated; nothing of it comes before somebody resumes it. To be
   * called before anything is waited for.
   */
  public ReadStream<Buffer> upload() {
    http.pause();
    RequestBody.welcome(http);
    return http;
  }

  /** Holds the body back until {@link #resume}. */
  public void pause() {
    http.pause();
  }

  /** Lets the body come, to whoever reads it by now. */
  public void resume() {
    http.resume();
  }

  /** The answer is there: what still comes of the body is of no use. */
  public void dropRest() {
    RequestBody.drop(http, this::closeConnection);
  }

  private void closeConnection() {
    http.connection().close();
  }

  /** Breaks the answer off, so that nobody takes it for complete. */
  public void breakOff() {
    writer.breakOff();
  }

  /** Answers with JSON: a tree, a record or a list of them. */
  public void json(Object value) {
    if (!response().ended() && !response().closed()) {
      response()
          .putHeader("content-type", "application/json")
          .putHeader(AnswerHeaders.REQUEST_ID, id);
      end(Buffer.buffer(Json.bytes(value)));
    }
  }

  /** Writes a part of the answer, see {@link AnswerWriter}; completed when all of it is written. */
  public Future<Void> write(Buffer part) {
    return writer.write(part);
  }

  /** Ends the answer, see {@link AnswerWriter}. */
  public void end(Buffer body) {
    writer.end(body);
  }

  /** Share of the body, and of what is made of it, in the memory until the answer has ended. */
  public BodyMemory.Lease memory() {
    return memory;
  }

  /** Answers with plain text. */
  public void text(String type, String text) {
    response().putHeader("content-type", type).putHeader(AnswerHeaders.REQUEST_ID, id);
    end(Buffer.buffer(text));
  }

  /** Answers with an error; an answer that has begun already is broken off. */
  public void fail(Throwable thrown) {
    var fault = Fault.from(thrown);
    if (fault.code() == FaultCode.INTERNAL) {
      log.error("{} failed", id, thrown);
    }
    var response = response();
    if (response.ended() || response.closed()) {
      return;
    }
    failed(fault);
    writer.giveBack();
    if (response.headWritten()) {
      breakOff();
      return;
    }
    fault
        .retryAfter()
        .ifPresent(wait -> response.putHeader("retry-after", AnswerHeaders.seconds(wait)));
    Runnable then = fault.status() == LATE ? this::closeConnection : this::dropRest;
    response
        .setStatusCode(fault.status())
        .putHeader("content-type", "application/json")
        .putHeader(AnswerHeaders.REQUEST_ID, id)
        .end(errors.error(told.apply(fault), id))
        .onComplete(_ -> then.run());
  }

  /**
   * Takes a step of the answer; whatever it throws is the answer. Nobody else would hear of it: a
   * future passes over what its listeners throw.
   */
  public void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** Takes a step of the answer to a call, which ends when the step throws. */
  public void attempt(Call call, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      fail(call, e);
    }
  }

  /** Answers with an error, and ends the call. */
  public void fail(Call call, Throwable thrown) {
    call.cancel(Fault.from(thrown));
    fail(thrown);
  }

  /** Does something with the result of slower work, back on the loop; its failure is the answer. */
  public <T> void when(CompletionStage<T> work, Consumer<T> then) {
    work.whenComplete(
        (value, thrown) ->
            loop.run(
                thrown == null ? () -> attempt(() -> then.accept(value)) : () -> fail(thrown)));
  }
}
