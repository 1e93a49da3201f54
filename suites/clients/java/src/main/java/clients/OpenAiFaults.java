package clients;

import com.openai.client.OpenAIClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import java.time.Duration;
import java.util.Optional;

/** Calls that the client leaves, and calls that the server refuses. */
final class OpenAiFaults {
  private final OpenAIClient client;

  OpenAiFaults(OpenAIClient client) {
    this.client = client;
  }

  void addTo(Flows flows) {
    flows
        .add("cancel", this::cancel)
        .add("timeout", this::timeout)
        .add("unauthorized", this::unauthorized)
        .add("rate_limit", this::rateLimit)
        .add("retry_after", this::retryAfter)
        .add("context_length", this::contextLength)
        .add("server_error", this::serverError)
        .add("broken_stream", this::brokenStream)
        .add("unknown_model", this::unknownModel)
        .add("bad_parameter", this::badParameter);
  }

  private void cancel() throws Exception {
    var before = Server.left();
    var params = OpenAiSdk.hello("sim/sim-slow").build();
    try (var stream = client.chat().completions().createStreaming(params)) {
      Expect.that(stream.stream().findFirst().isPresent(), "no chunk");
    }
    Server.awaitCancelled(before);
  }

  private void timeout() throws Exception {
    var before = Server.left();
    var impatient = OpenAiSdk.client().timeout(Duration.ofSeconds(2)).build();
    var params = OpenAiSdk.hello("sim/sim-stall").build();
    Expect.raises(OpenAIIoException.class, () -> impatient.chat().completions().create(params));
    Server.awaitCancelled(before);
  }

  private void unauthorized() {
    var stranger = OpenAiSdk.client().apiKey("tt-wrong").build();
    var error = Expect.raises(UnauthorizedException.class, () -> stranger.models().list());
    Expect.that(error.code().isPresent(), "no error code");
    refused(UnauthorizedException.class, stranger, "sim");
  }

  private void rateLimit() {
    Expect.that(seconds(refused(RateLimitException.class, client, "sim/sim-429")) > 0, "no delay");
  }

  private void retryAfter() {
    var params = OpenAiSdk.hello("sim/sim-429").build();
    var first =
        Expect.raises(RateLimitException.class, () -> client.chat().completions().create(params));
    var patient = OpenAiSdk.client().maxRetries(1).build();
    var started = System.nanoTime();
    Expect.raises(RateLimitException.class, () -> patient.chat().completions().create(params));
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

  private void contextLength() {
    var error = refused(BadRequestException.class, client, "sim/sim-context");
    Expect.same("code", error.code(), Optional.of("context_length_exceeded"));
  }

  private void serverError() {
    var error = refused(InternalServerException.class, client, "sim/sim-500");
    Expect.that(
        error.statusCode() >= 500, "status: %d (expected: 5xx)".formatted(error.statusCode()));
  }

  private void brokenStream() {
    Samples.BROKEN.forEach(
        (model, code) -> {
          var params = OpenAiSdk.hello(model).build();
          var error = Expect.raises(SseException.class, () -> OpenAiSdk.stream(client, params));
          Expect.same("code", error.code(), Optional.of(code));
        });
  }

  private void unknownModel() {
    var error = refused(NotFoundException.class, client, "no-such-model");
    Expect.same("code", error.code(), Optional.of("model_not_found"));
  }

  private void badParameter() {
    var params = OpenAiSdk.hello("sim").temperature(99).build();
    var error =
        Expect.raises(BadRequestException.class, () -> client.chat().completions().create(params));
    Expect.contains("message", error.getMessage(), "temperature");
  }

  /** The error of a streamed call; a plain call must end in one of the same kind. */
  private static <E extends OpenAIServiceException> E refused(
      Class<E> kind, OpenAIClient client, String model) {
    var params = OpenAiSdk.hello(model).build();
    Expect.raises(kind, () -> client.chat().completions().create(params));
    return Expect.raises(kind, () -> OpenAiSdk.stream(client, params));
  }
}
