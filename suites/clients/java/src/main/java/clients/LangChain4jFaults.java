package clients;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import java.time.Duration;

/** Calls that the client leaves, and calls that the server refuses. */
final class LangChain4jFaults {
  void addTo(Flows flows) {
    flows
        .add("cancel", this::cancel)
        .add("timeout", this::timeout)
        .add("unauthorized", this::unauthorized)
        .add("rate_limit", () -> refused(RateLimitException.class, "sim/sim-429"))
        .absent("retry_after", "LangChain4j tries again after a delay of its own")
        .add("context_length", this::contextLength)
        .add("server_error", () -> refused(InternalServerException.class, "sim/sim-500"))
        .add("unknown_model", this::unknownModel)
        .add("bad_parameter", this::badParameter);
  }

  private void cancel() throws Exception {
    var before = Server.left();
    var model = LangChain4j.streaming("sim/sim-slow").build();
    LangChain4j.leaveAtFirstText(model, LangChain4jChat.hello());
    Server.awaitCancelled(before);
  }

  private void timeout() throws Exception {
    var before = Server.left();
    var impatient = LangChain4j.model("sim/sim-stall").timeout(Duration.ofMillis(500)).build();
    Expect.raises(TimeoutException.class, () -> impatient.chat(Samples.HELLO));
    Server.awaitCancelled(before);
  }

  private void unauthorized() {
    var stranger = LangChain4j.model("sim").apiKey("tt-wrong").build();
    Expect.raises(AuthenticationException.class, () -> stranger.chat(Samples.HELLO));
    var streaming = LangChain4j.streaming("sim").apiKey("tt-wrong").build();
    Expect.raises(
        AuthenticationException.class,
        () -> LangChain4j.stream(streaming, LangChain4jChat.hello()));
  }

  private void contextLength() {
    var error = refused(InvalidRequestException.class, "sim/sim-context");
    Expect.contains("message", error.getMessage(), "\"context_length_exceeded\"");
  }

  private void unknownModel() {
    var error = refused(ModelNotFoundException.class, "no-such-model");
    Expect.contains("message", error.getMessage(), "\"model_not_found\"");
  }

  private void badParameter() {
    var model = LangChain4j.model("sim").temperature(99.0).build();
    var error = Expect.raises(InvalidRequestException.class, () -> model.chat(Samples.HELLO));
    Expect.contains("message", error.getMessage(), "temperature");
  }

  /** The error of a streamed call; a plain call must end in one of the same kind. */
  private static <E extends Exception> E refused(Class<E> kind, String name) {
    var model = LangChain4j.model(name).build();
    Expect.raises(kind, () -> model.chat(Samples.HELLO));
    var streaming = LangChain4j.streaming(name).build();
    return Expect.raises(kind, () -> LangChain4j.stream(streaming, LangChain4jChat.hello()));
  }
}
