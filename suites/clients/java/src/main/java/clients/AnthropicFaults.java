package clients;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.ServiceUnavailableException;
import com.anthropic.errors.SseException;
import com.anthropic.errors.UnauthorizedException;
import java.time.Duration;
import java.util.List;

/** Calls that the client leaves, and calls that the server refuses. */
final class AnthropicFaults {
  private final AnthropicClient client;

  AnthropicFaults(AnthropicClient client) {
    this.client = client;
  }

  void addTo(Flows flows) {
    flows
        .add("cancel", this::cancel)
        .add("timeout", this::timeout)
        .add("unauthorized", this::unauthorized)
        .add("rate_limit", this::rateLimit)
        .add("retry_after", this::retryAfter)
        .add("overloaded", this::overloaded)
        .add("context_length", this::contextLength)
        .add("server_error", this::serverError)
        .add("broken_stream", this::brokenStream)
        .add("unknown_model", this::unknownModel)
        .add("bad_parameter", this::badParameter);
  }

  private void cancel() throws Exception {
    var before = Server.left();
    var params = AnthropicSdk.hello("sim/sim-slow").build();
    try (var stream = client.messages().createStreaming(params)) {
      Expect.that(stream.stream().findFirst().isPresent(), "no event");
    }
    Server.awaitCancelled(before);
  }

  private void timeout() throws Exception {
    var before = Server.left();
    var impatient = AnthropicSdk.client().timeout(Duration.ofSeconds(2)).build();
    var params = AnthropicSdk.hello("sim/sim-stall").build();
    Expect.raises(AnthropicIoException.class, () -> impatient.messages().create(params));
    Server.awaitCancelled(before);
  }

  private void unauthorized() {
    var stranger = AnthropicSdk.client().apiKey("tt-wrong").build();
    Expect.raises(UnauthorizedException.class, () -> stranger.models().list());
    refused(UnauthorizedException.class, stranger, "sim");
  }

  private void rateLimit() {
    var error = refused(RateLimitException.class, client, "sim/sim-429");
    Expect.that(seconds(error) > 0, "retry-after is not positive");
  }

  private void retryAfter() {
    var params = AnthropicSdk.hello("sim/sim-429").build();
    var first = Expect.raises(RateLimitException.class, () -> client.messages().create(params));
    var patient = AnthropicSdk.client().maxRetries(1).build();
    var started = System.nanoTime();
    Expect.raises(RateLimitException.class, () -> patient.messages().create(params));
    var took = Duration.ofNanos(System.nanoTime() - started).toMillis();
    Expect.that(
        took >= seconds(first) * 900,
        "retried after %d ms (expected: %d s)".formatted(took, seconds(first)));
  }

  private static int seconds(RateLimitException error) {
    var headers = error.headers().values("retry-after");
    Expect.same("retry-after headers", headers.size(), 1);
    return Integer.parseInt(headers.getFirst());
  }

  private void overloaded() {
    var error = refused(ServiceUnavailableException.class, client, "sim/sim-overloaded");
    Expect.contains("body", error.body().toString(), "overloaded_error");
  }

  private void contextLength() {
    var error = refused(BadRequestException.class, client, "sim/sim-context");
    Expect.contains("body", error.body().toString(), "context_length_exceeded");
  }

  private void serverError() {
    var error = refused(InternalServerException.class, client, "sim/sim-500");
    Expect.that(
        error.statusCode() >= 500, "status: %d (expected: 5xx)".formatted(error.statusCode()));
  }

  private void brokenStream() {
    for (var model : List.of("sim/sim-error-mid", "sim/sim-cut")) {
      var params = AnthropicSdk.hello(model).build();
      Expect.raises(SseException.class, () -> AnthropicSdk.streamed(client, params));
    }
  }

  private void unknownModel() {
    refused(NotFoundException.class, client, "no-such-model");
  }

  private void badParameter() {
    var hello = AnthropicSdk.hello("sim");
    var params = hello.putAdditionalBodyProperty("temperature", JsonValue.from(99)).build();
    var error = Expect.raises(BadRequestException.class, () -> client.messages().create(params));
    Expect.contains("message", error.getMessage(), "temperature");
  }

  /** The error of a streamed call; a plain call must end in one of the same kind. */
  private static <E extends AnthropicServiceException> E refused(
      Class<E> kind, AnthropicClient client, String model) {
    var params = AnthropicSdk.hello(model).build();
    Expect.raises(kind, () -> client.messages().create(params));
    return Expect.raises(kind, () -> AnthropicSdk.streamed(client, params));
  }
}
